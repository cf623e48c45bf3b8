import { languageTag } from '../exchange/wording.ts';

/** ISO 639-1. */
const codes =
  `aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cv cy da de dv dz ee el en eo
es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ik io is it iu ja jv ka kg ki kj
kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv
ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu`.split(/\s+/);

const nameIn = (language: string, code: string): string | undefined =>
  new Intl.DisplayNames([language], { type: 'language', fallback: 'none' }).of(code)?.toLowerCase();

/** Languages by how they are called in English and in themselves. */
const byName = (): ReadonlyMap<string, string> =>
  new Map(
    codes.flatMap((code) =>
      [nameIn('en', code), nameIn(code, code)].flatMap((name): [string, string][] =>
        name ? [[name, code]] : [],
      ),
    ),
  );
let names: ReadonlyMap<string, string> | undefined;

/** The tag of a language as a person names it: `English (en)`, `français`, `pt-BR`. */
export const languageNamed = (name: string): string | undefined => {
  const coded = /\(([A-Za-z]{2,3}(?:[-_]\w+)*)\)\s*$/.exec(name)?.[1];
  if (coded !== undefined) return languageTag(coded);
  const plain = name.trim().toLowerCase();
  names ??= byName();
  return names.get(plain) ?? (/^[a-z]{2,3}(?:[-_]\w+)*$/.test(plain) ? languageTag(plain) : undefined);
};
