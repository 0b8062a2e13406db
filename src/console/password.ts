// Passwords of the console: kept as scrypt hashes with the parameters that made them, compared in constant time.

import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'

/** OWASP's second choice for scrypt: 32 MB, three passes. */
const cost = 2 ** 15, blockSize = 8, parallelization = 3
const bytes = 32, mostMemory = 128 * cost * blockSize * 2

/** GB/T 39786 and 等保 ask for eight signs of three kinds; longer is better than odder. */
export const passwordFault = (password: string): string | null => {
  if ([...password].length < 10) return '密码至少10位。'
  if (password.length > 200) return '密码最多200位。'
  const kinds = [/[a-z]/u, /[A-Z]/u, /\d/u, /[^a-zA-Z\d]/u].filter(kind => kind.test(password)).length
  return kinds < 3 ? '密码要有大写字母、小写字母、数字、其他符号里的三种。' : null
}

/** Without signs that look alike. */
const signs = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Sixteen signs in four groups, of all kinds that a password needs. */
export function makePassword(): string {
  for (;;) {
    const password = Array.from({ length: 16 }, () => signs[randomInt(signs.length)]).join('').replace(/.{4}(?=.)/gu, '$&-')
    if (/[a-z]/u.test(password) && /[A-Z]/u.test(password) && /\d/u.test(password)) return password
  }
}

const derive = (password: string, salt: Buffer, n: number, r: number, p: number): Promise<Buffer> => new Promise((resolve, reject) => {
  scrypt(password.normalize('NFKC'), salt, bytes, { N: n, r, p, maxmem: mostMemory }, (error, key) => (error ? reject(error) : resolve(key)))
})

/** scrypt$32768$8$3$salt$hash */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16), key = await derive(password, salt, cost, blockSize, parallelization)
  return ['scrypt', cost, blockSize, parallelization, salt.toString('base64'), key.toString('base64')].join('$')
}

/** A name that nobody has costs as much time as a wrong password. */
const nobody = ['scrypt', cost, blockSize, parallelization, Buffer.alloc(16).toString('base64'), Buffer.alloc(bytes).toString('base64')].join('$')

/** Does a password fit a hash? Without a hash it never does, as slowly. */
export async function fitsPassword(password: string, hash: string | null): Promise<boolean> {
  const [, n, r, p, salt = '', key = ''] = (hash ?? nobody).split('$')
  const expected = Buffer.from(key, 'base64'), derived = await derive(password.slice(0, 1000), Buffer.from(salt, 'base64'), Number(n), Number(r), Number(p))
  return hash !== null && expected.length === derived.length && timingSafeEqual(expected, derived)
}
