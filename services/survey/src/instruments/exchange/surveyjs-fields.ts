import type { Notes } from './notes.ts';
import type { Json } from './surveyjs-texts.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Fields that say how something looks, how it is moved through, or what programs do with it: not what is asked. */
const looks = new Set(
  words(`
  acceptCarriageReturn addRowLocation addRowButtonLocation autoGenerate confirmDelete confirmDeleteText detailPanelMode
  displayMode hideColumnsIfEmpty keyDuplicationError maxTimeToFinish maxTimeToFinishPage newPanelPosition
  noEntriesText noRowsText panelNextText panelPrevText panelRemoveText panelsState partialSendEnabled removeRowText
  renderMode showRangeInProgress showTimerPanel templateDescription templateTitle transposeData
  acceptCarriageReturn allowClear allowResize alternateRows autocomplete autoGrow backgroundImage
  backgroundImageAttachment backgroundImageFit backgroundOpacity checkErrorsMode clearInvisibleValues closeOnSelect
  colCount cols columnMinWidth completeText contentMode cookieName dataList descriptionLocation
  displayMode displayRateDescriptionsAsExtremeItems editText errorLocation firstPageIsStarted fitToContainer
  focusFirstQuestionAutomatic focusOnFirstError goNextPageAutomatic headerView height hideNumber imageFit imageHeight
  imageWidth indent innerIndent itemSize itemTitleWidth locked logo logoFit logoHeight logoPosition
  logoWidth maxTextLength maxWidth maxImageHeight maxImageWidth minImageHeight minImageWidth minWidth mobileView mode
  navigationButtonsVisibility navigationTitle otherPlaceholder otherPlaceHolder pageNextText pagePrevText page
  placeholder placeHolder optionsCaption popupdescription previewText progressBarType progressBarShowPageNumbers
  progressBarShowPageTitles questionDescriptionLocation questionErrorLocation questionStartIndex
  questionTitleLocation questionTitlePattern questionTitleTemplate questionTitleWidth questionsOnPageMode rateColorMode
  rateDescriptionLocation rateDisplayMode rateType renderAs requiredText rightIndent rowTitleWidth scaleColorMode
  searchEnabled searchMode sendResultOnPageNext separateSpecialChoices showClearButton
  showCompletedPage showHeader showLabel showNavigationButtons showNumber showPageNumbers showPageTitles showPrevButton
  showPreviewBeforeComplete requiredErrorText showProgressBar showQuestionNumbers showTOC showTitle size startSurveyText
  startWithNewLine state storeDataAsText surveyId surveyPostId swapOrder textUpdateMode textWrapEnabled titleLocation
  tocLocation tooltip useDisplayValuesInDynamicTexts useDisplayValuesInTitle verticalAlign width widthMode
  `),
);

const changes: Readonly<Record<string, string>> = {
  enableIf: 'may always be answered here',
  requiredIf: 'is never required here',
  defaultValue: 'is not filled in beforehand here',
  defaultValueExpression: 'is not filled in beforehand here',
  readOnly: 'may be answered here',
  triggers: 'nothing is set off by answers here',
  calculatedValues: 'is not worked out here',
  completedHtml: 'nothing but the receipt is shown after answering',
  completedHtmlOnCondition: 'nothing but the receipt is shown after answering',
  visibleIf: 'is always shown here',
};

/** Notes each field of the form that nothing read: what only looks otherwise apart from what changes the meaning. */
export const noteOthers = (value: Json, known: ReadonlySet<string>, path: string, notes: Notes): void => {
  for (const [field, content] of Object.entries(value)) {
    if (known.has(field) || content === undefined || content === null || content === '') continue;
    const at = `${path}/${field}`;
    if (looks.has(field)) notes.looks(at, 'has no counterpart, since the look is the page’s own');
    else notes.changed(at, Object.hasOwn(changes, field) ? (changes[field] as string) : 'has no counterpart');
  }
};
