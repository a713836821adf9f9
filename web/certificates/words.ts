import type { Both } from '../shell/both.js'

/** 出具证明的话。 */
export const PAPERS = {
  title: { zh: '出具证明', en: 'Issue papers' },
  lead: {
    zh: '每出具一份，都记入查看日志，本人看得到。纸上印有校验码和二维码。',
    en: 'Each paper issued is written down where the person can read it. It bears a check code and a QR code.',
  },
  statement: { zh: '年度权益记录单', en: 'Yearly rights statement' },
  year: { zh: '年度', en: 'Year' },
  proof: { zh: '参保缴费证明', en: 'Proof of enrolment and payment' },
  proofLead: {
    zh: '证明一段期间内在哪里参保、缴了几个月，不写金额。',
    en: 'Certifies for a stretch of months where you were enrolled and how many months were paid; no amounts.',
  },
  benefitProof: { zh: '待遇享受证明', en: 'Proof of benefits' },
  benefitProofLead: {
    zh: '证明现在享受哪些待遇、自何时起、每月多少、发到哪个月。',
    en: 'Certifies which benefits you receive now: since when, how much a month, and paid through which month.',
  },
  benefitReady: { zh: '待遇享受证明已经出具', en: 'The proof is ready' },
  from: { zh: '自', en: 'From' },
  through: { zh: '至', en: 'Through' },
  whole: { zh: '不选即为全部期间', en: 'Left empty: the whole time' },
  issue: { zh: '出具', en: 'Issue' },
  issueFile: { zh: '出具并下载', en: 'Issue and download' },
  ready: { zh: '参保缴费证明已经出具', en: 'The proof is ready' },
  atCounter: {
    zh: '纸上印有本人的号码与校验码，核对之后交给来人。',
    en: 'The paper bears the number of the person and a check code; hand it over once checked.',
  },
} as const satisfies Record<string, Both>
