import type { Both } from '../shell/language.js'

/** 简易版的话：plain words, short sentences. */
export const EASY = {
  title: { zh: '您想看什么？', en: 'What would you like to see?' },
  insured: { zh: '谁给我参保', en: 'Who insures me' },
  years: { zh: '缴了多少年', en: 'How many years' },
  account: { zh: '账户里有多少钱', en: 'How much is in the account' },
  benefits: { zh: '我能领多少', en: 'What I receive' },
  print: { zh: '打印', en: 'Print' },
  ask: { zh: '问一问', en: 'Ask' },
  back: { zh: '回去', en: 'Back' },
  next: { zh: '接着看：{next}', en: 'Next: {next}' },
  whole: { zh: '看全部内容（大字）', en: 'See everything (large type)' },
  joined: { zh: '{insurance}：在{employer}参保，现在{state}。', en: '{insurance}: through {employer}; now {state}.' },
  alone: { zh: '{insurance}：自己参保（灵活就业），现在{state}。', en: '{insurance}: on your own; now {state}.' },
  elsewhere: {
    zh: '{insurance}：由{keeper}经办，这里还看不到。',
    en: '{insurance}: kept by {keeper}; not shown here yet.',
  },
  notInsured: { zh: '这里没有参保记录。', en: 'There is no insurance on record here.' },
  total: { zh: '养老保险缴费年限，一共', en: 'Pension contribution years, in all' },
  noYears: { zh: '这里没有养老保险的缴费年限。', en: 'There are no pension contribution years here.' },
  part: { zh: '{name}：', en: '{name}:' },
  inAccount: { zh: '{insurance}个人账户里有', en: '{insurance} account holds' },
  noAccount: { zh: '这里没有个人账户。', en: 'There is no personal account here.' },
  monthly: { zh: '{kind}，{month}起，每月', en: '{kind}, since {month}, a month' },
  noBenefits: { zh: '现在没有按月领的待遇。', en: 'Nothing is paid monthly at present.' },
  printSays: {
    zh: '选一个年度，出一张盖有校验码的记录单，可以下载，也可以打印。',
    en: 'Choose a year for a statement with a check code, to download or to print.',
  },
  toPrint: { zh: '去打印', en: 'Go to print' },
  askSays: {
    zh: '哪个数不对，在记录里点那个数，再点“有异议”，由经办机构核查。',
    en: 'If a figure is wrong, tap it in the record and object; the agency will check it.',
  },
  toObject: { zh: '有数不对', en: 'A figure is wrong' },
  toProgress: { zh: '我提的办到哪了', en: 'How far my objection is' },
  callSays: { zh: '想问人，打这个电话：', en: 'To ask a person, call:' },
  toHelp: { zh: '请人帮我办', en: 'Let somebody help me' },
  whoLooked: { zh: '看谁查过我', en: 'See who looked' },
} as const satisfies Record<string, Both>
