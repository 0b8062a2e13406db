// What marks a message as a report: #进展 #上报 #更新, in any width, closed, at the end too; or a mention that opens with 上报, 进展 or 登记 and goes on.

const tag = /[#＃]\s?(?:工作|最新|本周|今日)?(?:进展|上报|更新|进度|填报|报送进展)(?:情况)?\s?[#＃]?[:：,，、]?/u
/** 进展如何, 上报了吗 and 乐山最新进展 open with no report. */
const opener = /^[\s,，:：]*(?:请|麻烦)?(?:帮我|帮忙|我来|我|我们)?(?:上报|填报|进展|登记|更新|补报|报一下|报个数|报进展|报进度)(?:一下|下|进展|进度|数据|最新进展)?(?:[:：,，\s]+|(?=[\u4e00-\u9fff\d]))/u

export type Tagged = { readonly tagged: boolean; readonly body: string }

/**
 * Takes the tag off.
 *
 * 乐山综窗45% ＃进展＃ → tagged, 乐山综窗45%
 */
export function readTag(text: string, mention: boolean): Tagged {
  const plain = text.trim(), hash = tag.exec(plain)
  if (hash && (hash.index === 0 || hash.index + hash[0].length === plain.length || /[\s，。；,.;]$/u.test(plain.slice(0, hash.index)))) {
    return { tagged: true, body: `${plain.slice(0, hash.index)} ${plain.slice(hash.index + hash[0].length)}`.trim() }
  }
  const opened = mention ? opener.exec(plain)?.[0] : undefined
  return opened === undefined || plain.slice(opened.length).trim() === '' ? { tagged: false, body: plain } : { tagged: true, body: plain.slice(opened.length).trim() }
}
