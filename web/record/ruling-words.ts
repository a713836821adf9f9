import type { Both } from '../shell/language.js'

/** 认定与审核一节的话。 */
export const RULINGS = {
  title: { zh: '认定与审核', en: 'Findings and reviews' },
  received: { zh: '{day}收到申请，申请编号 {reference}。', en: 'Applied for on {day}, application {reference}.' },
  pending: { zh: '正在办理，还没有作出结果。', en: 'In hand; nothing is decided yet.' },
  granted: { zh: '{day}作出：予以认定（批准、审定）。', en: 'Decided on {day}: found, approved or settled.' },
  refused: { zh: '{day}作出：不予认定（批准）。', en: 'Decided on {day}: not found or not approved.' },
  paper: { zh: '依据 {document}', en: 'By {document}' },
  because: { zh: '理由：{because}', en: 'Reason: {because}' },
  wasGranted: {
    zh: '此前{day}曾予认定，已由上面的结果替代。',
    en: 'Granted before, on {day}; the result above replaces it.',
  },
  wasRefused: {
    zh: '此前{day}曾不予认定，已由上面的结果替代。',
    en: 'Refused before, on {day}; the result above replaces it.',
  },
} as const satisfies Record<string, Both>
