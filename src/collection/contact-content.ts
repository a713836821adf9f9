import type { ContactLine } from './contact-change.js'
import type { ContentField, ContentLine } from './content.js'
import { fieldOfBoth } from './fact-fields.js'
import { SUBMISSION_KINDS } from './kinds.js'

const LABELS: Readonly<Record<string, { zh: string; en: string }>> = {
  mobilePhone: { zh: '手机', en: 'Mobile' },
  email: { zh: '电子邮箱', en: 'E-mail' },
  mailingAddress: { zh: '通讯地址', en: 'Mailing address' },
  postalCode: { zh: '邮政编码', en: 'Postal code' },
  delivery: { zh: '权益记录单送达方式', en: 'Delivery of statements' },
  contactPerson: { zh: '联系人', en: 'Contact person' },
  phone: { zh: '联系电话', en: 'Phone' },
}

/** 变更前后，并排。 */
export function contactBlock({ row, fullName, identityNumber, contact, before }: ContactLine): ContentLine {
  const [was, now] = [before as Record<string, unknown>, contact as unknown as Record<string, unknown>]
  const fields = Object.entries(LABELS).flatMap(([name, label]): ContentField[] =>
    fieldOfBoth(name, false, was[name], now[name]).map((field) => ({ ...field, label })),
  )
  const { zh, en } = SUBMISSION_KINDS.contactChange
  return { row, fullName, identityNumber, says: { zh, en }, fields, notes: [], computed: [] }
}
