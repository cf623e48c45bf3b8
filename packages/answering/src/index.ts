/** The rules of answering a survey: the intake, the answering page and the browser go by the same program. */
export { type Ballot, makeBallot, makeReceipt, receiptOf, unblindBallot } from './ballot.ts';
export { blind, finalize } from './blind-signature.ts';
export { type Bytes, fromBase64Url, toBase64Url } from './bytes.ts';
export { type Fits, faultsNow } from './check.ts';
export { type Fault, faultAt, faultsIn, misfit, mustBeAnswered, notShown } from './faults.ts';
export { answersIn, type Fields, fieldName, fieldsOf } from './fields.ts';
export { createFilling, type Filling, type Pipe, pipesIn, withPipes } from './piping.ts';
export {
  type Conditional,
  chosen,
  conditionsOf,
  isNamed,
  type Named,
  type Shown,
  shownOf,
} from './show-if.ts';
