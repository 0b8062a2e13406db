// The phone number in a nickname: mobile and landline numbers anywhere, a short number at the end. Years, dates, hotlines and 8888 are none.

export type Phoned = { readonly phone: string | null; /** A short number: of use beside a name only. */ readonly extension: string | null; /** The text without its numbers. */ readonly rest: string }

const label = /(?:联系)?(?:电话|手机|短号|座机|办公|号码)号?[:：]?\s*(?=[+(]?\d)/gu
const mobile = /(?<![\d*])(?:\+?86[- ]?)?(1[3-9]\d([- ]?)\d{4}\2\d{4})(?![\d*])/u
const landline = /(?<![\d*])(\(?0\d{2,3}\)?[- ]?[2-8]\d{6,7})(?![\d*])/u
const local = /(?<![\d*A-Za-z])([1-9]\d{3,7})\s*[)\]}】》〉]?\s*$/u
/** A year, a date, a hotline, one digit over and over. */
const noNumber = /^(?:(?:19|20)\d{2}|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-3]\d)?|12\d{3}|(\d)\1+)$/u

/**
 * Takes the phone number out of a nickname; the first of several.
 *
 * takePhone('张三138-0000-0000') → 13800000000, takePhone('张三 6123') → extension 6123, takePhone('张三2021') → none
 */
export function takePhone(text: string): Phoned {
  const plain = text.replace(label, ' '), found = mobile.exec(plain) ?? landline.exec(plain)
  if (found) return { phone: (found[1] ?? '').replace(/\D/gu, ''), extension: null, rest: plain.replace(found[0], ' ') }
  const [, extension = null] = local.exec(plain) ?? []
  return { phone: null, extension: extension === null || noNumber.test(extension) ? null : extension, rest: plain }
}
