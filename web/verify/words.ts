import type { Both } from '../shell/language.js'

/** 核验各屏的话。 */
export const VERIFY = {
  title: { zh: '核验记录单和证明', en: 'Verify a statement or certificate' },
  lead: {
    zh: '核对手里的这张纸是不是经办机构出具的、后来有没有变化。不需要登录。',
    en: 'Check whether the paper you hold was issued by the agency and whether anything changed since. No sign-in needed.',
  },
  scanned: {
    zh: '已从二维码读到凭据，再填证件号码末四位即可。',
    en: 'The QR code was read. Now enter the last four characters.',
  },
  byCode: { zh: '改用校验码', en: 'Use the check code instead' },
  serial: { zh: '流水号', en: 'Serial' },
  serialHint: { zh: '印在纸张上方，可以不填', en: 'At the top of the paper; may be left empty' },
  code: { zh: '校验码', en: 'Check code' },
  codeHint: { zh: '十二位字母和数字，四位一组', en: 'Twelve letters and digits in groups of four' },
  codeWrong: { zh: '校验码抄错了：请对照纸张再看一遍', en: 'The check code has a slip; compare it with the paper' },
  lastFour: { zh: '持有人证件号码末四位', en: "Last four characters of the holder's identity number" },
  lastFourHint: { zh: '字母也算，比如末位是 X', en: 'Letters count too, such as a final X' },
  lastFourWrong: { zh: '请填四位字母或数字', en: 'Enter four letters or digits' },
  check: { zh: '核验', en: 'Verify' },
  again: { zh: '再核验一份', en: 'Verify another' },
  unknown: { zh: '没有核对上', en: 'No match' },
  unknownHint: {
    zh: '可能是校验码、末四位填得不对，或试的次数太多。请对照纸张再试；仍不行，请向出具机构询问。',
    en: 'The code or the last four may be wrong, or there were too many tries. Compare with the paper and try again, or ask the agency that issued it.',
  },
  trueHint: {
    zh: '这张纸由本机构出具，内容与存根一致。',
    en: 'This paper was issued by the agency and agrees with the stored copy.',
  },
  laterChangedHint: {
    zh: '出具时是真的；此后记录有更正，请以新出具的为准。',
    en: 'True when issued; the record was corrected since. Ask for a newly issued paper.',
  },
  replacedHint: { zh: '已由新的一份替代，请看新的。', en: 'A newer paper took its place.' },
  withdrawnHint: { zh: '出具机构已经撤回，不再有效。', en: 'The agency withdrew it; it is no longer valid.' },
  expiredHint: {
    zh: '出具时是真的，但已过有效期，请持有人重新出具。',
    en: 'True when issued, but past its date; the holder can issue a new one.',
  },
  compare: { zh: '请与纸上的逐项核对', en: 'Compare each with the paper' },
  name: { zh: '姓名', en: 'Name' },
  paper: { zh: '文书', en: 'Paper' },
  year: { zh: '年度', en: 'Year' },
  agency: { zh: '出具机构', en: 'Issued by' },
  area: { zh: '统筹区', en: 'Pooling area' },
  issuedOn: { zh: '出具日期', en: 'Issued on' },
  validUntil: { zh: '有效期至', en: 'Valid until' },
  dataCutoff: { zh: '数据截至', en: 'Data as of' },
  articles: { zh: '准许出具的条文', en: 'Issued under' },
  changedAt: { zh: '变化时间', en: 'Changed on' },
  proof: { zh: '存证', en: 'Evidence' },
  digest: { zh: '内容摘要（SM3）', en: 'Digest of the content (SM3)' },
  treeSize: { zh: '出具时的账册规模', en: 'Ledger size at issue' },
  root: { zh: '账册根', en: 'Ledger root' },
} as const satisfies Record<string, Both>

/** 证明的状态。 */
export const PAPER_STATE_NAMES: Readonly<Record<string, Both>> = {
  true: { zh: '真实有效', en: 'Genuine and valid' },
  laterChanged: { zh: '出具后记录有变化', en: 'The record changed since' },
  replaced: { zh: '已被替代', en: 'Replaced' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  expired: { zh: '已过有效期', en: 'Expired' },
}
