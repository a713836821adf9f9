/** 查阅证明各屏的话。 */
export const PROOF = {
  title: { zh: '核验查阅证明', en: 'Check a proof of a look' },
  lead: {
    zh: '选“谁查过我的记录”里取得的证明文件。核验在本页里完成，文件不离开您的设备；本页打开之后，断网也能核验。',
    en: 'Choose a proof file taken from “Who looked at my record”. It is checked inside this page and never leaves your device; once the page is open it works without a network.',
  },
  choose: { zh: '选择证明文件', en: 'Choose the proof file' },
  waiting: { zh: '正在取存证树的公钥…', en: 'Fetching the public key of the tree…' },
  holds: { zh: '成立：这一次查阅确实记在存证树里', en: 'It holds: this look stands in the signed tree' },
  fails: { zh: '不成立', en: 'It does not hold' },
  under: { zh: '存证树 {origin}，共 {size} 项', en: 'Tree {origin}, {size} entries' },
  purposeNote: {
    zh: '事由在存证里是加密的，上面的事由文字是出具时解开的，不在核验之内。',
    en: 'The purpose is kept encrypted in the tree; the text above was opened when the proof was made and is not covered.',
  },
  take: { zh: '证明文件', en: 'Proof file' },
  check: { zh: '核验证明文件', en: 'Check a proof file' },
} as const

export const STEPS = {
  form: {
    zh: '这不是本系统出具的查阅证明文件，或文件不完整。',
    en: 'This is not a proof file of this system, or it is incomplete.',
  },
  row: { zh: '所列内容读不懂，文件可能被改动。', en: 'The line cannot be read; the file may have been changed.' },
  batch: {
    zh: '所列内容与当时记下的不符，文件已被改动。',
    en: 'The line is not what was recorded; the file has been changed.',
  },
  tree: {
    zh: '路径通不到存证树的根，文件已被改动，或属于别的系统。',
    en: 'The path does not reach the root of this tree; the file was changed, or is of another system.',
  },
  signature: {
    zh: '树根没有本机构的签名，不能采信。',
    en: 'The root is not signed by this agency and cannot be trusted.',
  },
} as const

export const COLUMNS: readonly (readonly [string, { readonly zh: string; readonly en: string }])[] = [
  ['at', { zh: '时间', en: 'Time' }],
  ['organisation', { zh: '查阅者所属', en: 'Organisation' }],
  ['realm', { zh: '身份', en: 'Capacity' }],
  ['channel', { zh: '渠道', en: 'Channel' }],
  ['action', { zh: '行为', en: 'Act' }],
  ['sections', { zh: '内容', en: 'Content' }],
  ['outcome', { zh: '结果', en: 'Outcome' }],
  ['articles', { zh: '依据条款', en: 'Articles' }],
  ['purpose', { zh: '事由', en: 'Purpose' }],
]
