import { mask } from './mask.js'
import { Refusal } from './refusal.js'
import { malformedBankCard, malformedMobile, scientificBankCard } from './refusals-contact.js'
import { isScientific, stripEdges } from './signs.js'

/** 手机号码（AAC067）。Eleven digits. */
export type Mobile = string & { readonly unit: 'mobile' }

/** 银行卡号（AAE010）。Sixteen to nineteen digits that pass the Luhn check. */
export type BankCard = string & { readonly unit: 'bankCard' }

export function parseMobile(text: string): Mobile {
  const given = stripEdges(text)
  if (!/^1[3-9]\d{9}$/.test(given)) throw new Refusal(malformedMobile, { text: mask(given) })
  return given as Mobile
}

export function parseBankCard(text: string): BankCard {
  const given = stripEdges(text)
  if (isScientific(given)) throw new Refusal(scientificBankCard, { text: given })
  if (!/^\d{16,19}$/.test(given) || !passesLuhn(given)) throw new Refusal(malformedBankCard, { text: mask(given) })
  return given as BankCard
}

/** Every second digit from the right is doubled, its digits summed; the whole is a multiple of ten. */
function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48
    const weighed = i % 2 === 0 ? digit : digit * 2
    sum += weighed > 9 ? weighed - 9 : weighed
  }
  return sum % 10 === 0
}
