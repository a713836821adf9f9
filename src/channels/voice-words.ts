/** 热线说的话。Short sentences, one thing each; no number of a person, no address. */
const ITEM_WORDS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  state: { zh: '参保状态', en: 'your enrolment' },
  months: { zh: '实际缴费月数', en: 'the months you paid' },
  base: { zh: '缴费基数', en: 'your contribution base' },
  paid: { zh: '个人缴费金额', en: 'what you paid' },
  balance: { zh: '养老保险个人账户储存额', en: 'your pension account' },
  employer: { zh: '参保单位', en: 'your employer' },
}

export const VOICE = {
  items: ITEM_WORDS,
  welcome: {
    zh: '您好，这里是社会保险服务热线。中文服务请按1。',
    en: 'Welcome to the social insurance line. For English press 2.',
  },
  menu: {
    zh: '政策咨询请按1，个人查询请按2，业务进度请按3，投诉与建议请按4，查询密码请按5，人工服务请按0，重听请按星号。',
    en: 'For policy questions press 1. For your own record press 2. For the progress of a matter press 3. For complaints press 4. About the query password press 5. For an operator press 0. To hear this again press star.',
  },
  consult: {
    zh: '政策与办理须知可以在经办机构的窗口和网上平台查看。',
    en: 'Policies and steps are shown at the windows and on the web platform.',
  },
  progress: {
    zh: '业务进度请凭受理单编号在网上平台的办理进度中查询，或转人工。',
    en: 'Ask for progress on the web platform with the number of your receipt, or ask an operator.',
  },
  password: {
    zh: '查询密码为六位数字，由您本人登录网上平台设定；忘记的，凭本人有效证件到窗口核验身份后重新设定。工作人员看不到、也不会询问您的查询密码。',
    en: 'The query password is six digits that you set yourself on the web platform. If you forgot it, bring your identity document to a window. No operator can see it or will ask for it.',
  },
  backOrOperator: { zh: '返回请按9，人工服务请按0。', en: 'To go back press 9. For an operator press 0.' },
  number: {
    zh: '请输入十八位社会保障号码，末位是X的按星号，以井号键结束。',
    en: 'Key your 18-digit social security number, star for X, then hash.',
  },
  numberAgain: {
    zh: '位数不对。请重新输入十八位社会保障号码，末位是X的按星号，以井号键结束；人工服务请按0再按井号键。',
    en: 'That is not 18 digits. Key the number again, star for X, then hash; for an operator press 0 and hash.',
  },
  digits: { zh: '请输入六位查询密码，以井号键结束。', en: 'Key your six-digit query password, then hash.' },
  digitsAgain: {
    zh: '查询密码为六位数字，请重新输入，以井号键结束。',
    en: 'The query password is six digits. Key it again, then hash.',
  },
  wrong: { zh: '号码或查询密码不对。', en: 'The number or the query password does not fit.' },
  wrongTooOften: {
    zh: '多次不符，本次通话不再核验。忘记查询密码的，请登录网上平台或到窗口重新设定。',
    en: 'It did not fit several times; nothing more is checked in this call. Set the query password anew on the web platform or at a window.',
  },
  wait: {
    zh: (minutes: number) => `多次不符，暂不能查询，请约${minutes}分钟后再拨；各渠道的次数合并计算。`,
    en: (minutes: number) =>
      `Too many wrong tries, on whatever channel. Call again in about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  },
  identified: { zh: '身份已核验。', en: 'Thank you, you are identified.' },
  key: {
    zh: (key: number, what: string) => `查询${what}请按${key}。`,
    en: (key: number, what: string) => `For ${what} press ${key}.`,
  },
  itemKeys: {
    zh: '重听请按星号，返回请按9，人工服务请按0，结束请按井号键。',
    en: 'To hear it again press star, to go back 9, for an operator 0, to end hash.',
  },
  afterItem: {
    zh: '重听请按星号，查询其他项目请按相应的数字，返回请按9，结束请按井号键。',
    en: 'To hear it again press star, for another item its number, to go back 9, to end hash.',
  },
  unclear: { zh: '没有听清您的选择。', en: 'That was no choice.' },
  ordered: {
    zh: (number: string) => `已为您登记工单，编号 ${number}，工作人员将在时限内答复。再见。`,
    en: (number: string) => `Your request is recorded under number ${number}; it will be answered in time. Goodbye.`,
  },
  goodbye: { zh: '感谢来电，再见。', en: 'Thank you for calling. Goodbye.' },
} as const
