// Who wrote each line of a 群接龙, and when, as WeChat's own protocol tells it beside the text: <solitaire_info> in the raw message.

export type Writer = { readonly contact: string; readonly at: Date }

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const unescape = (text: string): string => text.replace(/&(lt|gt|amp|quot|apos);/gu, (_, name: string) => entities[name] ?? '')

/**
 * The writers of the numbered lines in their order; none where the text holds no such list.
 *
 * '…<content><s>1</s><i><u>wxid_a</u><t>1629857400</t><r>91-43</r></i></content>…' → [{ contact: 'wxid_a', at: 2021-08-25T02:10:00Z }]
 */
export function readSolitaire(raw: string): Writer[] {
  const plain = raw.includes('<solitaire') ? raw : unescape(raw), [, info = ''] = /<solitaire>([\s\S]*?)<\/solitaire>/u.exec(plain) ?? []
  return [...info.matchAll(/<i>([\s\S]*?)<\/i>/gu)].flatMap(([, line = '']) => {
    const contact = /<u>([^<]+)<\/u>/u.exec(line)?.[1], seconds = Number(/<t>(\d{9,11})<\/t>/u.exec(line)?.[1])
    return contact === undefined ? [] : [{ contact, at: new Date(Number.isFinite(seconds) ? seconds * 1000 : 0) }]
  })
}

/** All strings of a raw payload, however deep: puppets keep the XML under different names. */
export function textsIn(raw: unknown): string[] {
  if (typeof raw === 'string') return [raw]
  return typeof raw === 'object' && raw !== null ? Object.values(raw).flatMap(textsIn) : []
}
