// One spelling for what people type: widths, quotes, emoji, mentions and control characters. Meaning is not touched here.

/** Longer messages are not questions; the rest of the pipeline never sees more than this. */
export const longestQuestion = 400

/**
 * The text as the readers expect it: half-width, lower case, no quotes or emoji, line breaks kept.
 *
 * `＠三化助手 “综窗”完成率９０％？` → `综窗完成率90%?`
 */
export function normalise(text: string, botNames: readonly string[] = []): string {
  let plain = text.replace(/[①-⑳⑴-⒇⒈-⒛]/gu, ' ').normalize('NFKC').toLowerCase()
  for (const name of botNames) plain = plain.replaceAll(`@${name.toLowerCase()}`, ' ')
  return plain
    .replace(/@[^\s\u2005,.:;?!，。：；？！]{1,20}[\s\u2005]/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\ufe0f]/gu, '')
    .replace(/\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}]|\u20e3/gu, ' ')
    .replace(/\[[\u4e00-\u9fff]{1,4}\]/gu, ' ')
    .replace(/["'“”‘’《》〈〉「」『』【】〔〕]/gu, '')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/[~〜—–]+/gu, '~')
    .replace(/…+|\.{3,}/gu, ',')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}
