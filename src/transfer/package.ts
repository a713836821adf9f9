import { createHash } from 'node:crypto'
import type { Message } from '../exchange/message.js'
import { Refusal } from '../kernel/refusal.js'
import { unreadablePackage, wrongPackage } from './refusals.js'

/** 转移文件的格式：首行、签名、正文一行。The signature covers the first line, and the first line the body by its digest. */
export const FORM = 'quanyi-transfer/1'

export interface PackageHead {
  readonly form: typeof FORM
  readonly kind: 'letter' | 'information' | 'receipt'
  readonly letterNumber: string
  readonly sender: string
  readonly receiver: string
  readonly digest: string
}

export interface Named {
  readonly identityNumber: string
  readonly fullName: string
}

/** 联系函。 */
export interface Letter extends Named {
  readonly insurance: string
  readonly agencyName: string
  readonly areaCode: string
}

/** 信息表的一行，and the money: what §2.9 of the form asks, in whole fen and months. */
export interface InformationRow {
  readonly year: number
  readonly from: string
  readonly through: string
  readonly area: string
  readonly base: number
  readonly months: number
  readonly employerToAccount: number
  readonly personToAccount: number
  readonly rate?: number | undefined
  readonly interest?: number | undefined
  readonly balance?: number | undefined
  readonly backPay: boolean
}

export interface Information extends Named {
  readonly insurance: string
  readonly sex: string
  readonly birthDate: string
  readonly workStartDate?: string | undefined
  readonly months: number
  readonly deemedMonths: number
  readonly rows: readonly InformationRow[]
  readonly money: {
    readonly before1998: number
    readonly from1998: number
    readonly since2006: number
    readonly account: number
    readonly wages: number
    readonly pooled: number
    readonly total: number
  }
}

/** 成文：what is signed, and the whole file. */
export async function packed(
  head: Omit<PackageHead, 'form' | 'digest'>,
  content: object,
  sign: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>,
): Promise<Buffer> {
  const body = Buffer.from(`${JSON.stringify(content)}\n`)
  const digest = createHash('sm3').update(body).digest('hex')
  const first = Buffer.from(JSON.stringify({ form: FORM, ...head, digest }))
  const signature = Buffer.from(await sign(first)).toString('base64')
  return Buffer.concat([first, Buffer.from(`\n${signature}\n`), body])
}

/** 首行。Every field of its kind and size, and no other. */
export function headOf({ head }: Message): PackageHead {
  const read = objectOf(head)
  const { form, kind, letterNumber, sender, receiver, digest, ...more } = read
  const texts = [letterNumber, sender, receiver].every(
    (text) => typeof text === 'string' && /^[^\p{Cc}]{1,60}$/u.test(text),
  )
  const isKind = kind === 'letter' || kind === 'information' || kind === 'receipt'
  const isDigest = typeof digest === 'string' && /^[0-9a-f]{64}$/.test(digest)
  if (form !== FORM || !texts || !isKind || !isDigest || Object.keys(more).length > 0)
    unreadable('首行的栏目不全或不认识', 'the first line lacks a field, or has an unknown one')
  return read as unknown as PackageHead
}

/** 正文，held against the digest that was signed. */
export function bodyOf<T>(message: Message, { digest }: PackageHead): T {
  if (createHash('sm3').update(message.body).digest('hex') !== digest)
    throw new Refusal(wrongPackage, { why: '正文与签名的摘要不符', whyEn: 'the body is not the one that was signed' })
  return objectOf(message.body) as T
}

function objectOf(bytes: Buffer): Record<string, unknown> {
  let read: unknown
  try {
    read = JSON.parse(bytes.toString())
  } catch {
    unreadable('不是 JSON', 'it is not JSON')
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    unreadable('不是 JSON 对象', 'it is no JSON object')
  return read as Record<string, unknown>
}

function unreadable(why: string, whyEn: string): never {
  throw new Refusal(unreadablePackage, { why, whyEn })
}
