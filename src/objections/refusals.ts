import { echo } from '../kernel/mask.js'
import { refusal } from '../kernel/refusal.js'

/** 异议与个人信息权利的不予办理情形。 */
export const outOfTurn = refusal<{ state: string; stateEn: string }>(
  'objection.out-of-turn',
  'conflict',
  ({ state }) => `异议现在是“${state}”，不能办理这一步。请刷新后按现状办理。`,
  ({ stateEn }) =>
    `The objection stands at “${stateEn}”; this step does not follow. Reload and act on what stands now.`,
)

export const unknownObjection = refusal(
  'objection.unknown',
  'missing',
  () => '没有这件异议，或不在您的范围内。请核对回执编号。',
  () => 'There is no such objection within your reach. Check the serial on the receipt.',
)

export const noSuchItem = refusal<{ path: string }>(
  'objection.no-such-item',
  'invalid',
  ({ path }) => `记录里没有“${echo(path)}”这一项，请从记录页面上的数字提出异议。`,
  ({ path }) => `The record has no item “${echo(path)}”. Raise the objection from the figure on the record page.`,
)

export const figureChanged = refusal<{ shown: string; now: string }>(
  'objection.figure-changed',
  'conflict',
  ({ shown, now }) => `您看到的是“${echo(shown)}”，现在记录的是“${echo(now)}”。请刷新记录后再看是否仍有异议。`,
  ({ shown, now }) =>
    `You saw “${echo(shown)}”; the record now says “${echo(now)}”. Reload it and see whether you still object.`,
)

export const objectedAlready = refusal<{ serial: string }>(
  'objection.open-already',
  'conflict',
  ({ serial }) => `这一项已有办理中的异议（回执 ${serial}），请在该件中补充说明。`,
  ({ serial }) => `This item is under an objection already (receipt ${serial}); add what you have to say there.`,
)

export const employerItemOnly = refusal(
  'objection.not-the-employers',
  'denied',
  () => '单位只能对职工在本单位期间的登记与缴费提出异议；其余由职工本人提出。',
  () => 'An employer objects only to registration and contributions of its own months; the rest is for the person.',
)

export const mustStandAside = refusal(
  'objection.stand-aside',
  'denied',
  () => '您办过或审过这一争议事项，或是当事人，须由其他人核查。',
  () => 'You made or reviewed the disputed item, or are a party to it; somebody else must check it.',
)

export const decidedByAnother = refusal(
  'objection.second-person',
  'denied',
  () => '核查与决定须由两人分别办理，请由另一人决定。',
  () => 'Who checked it does not decide it; another person must.',
)

export const reasonsNeeded = refusal(
  'objection.reasons-needed',
  'invalid',
  () => '不成立或部分成立的，须向申请人书面写明理由，请填写理由。',
  () => 'Where it is not upheld in full, the reasons must be given in writing. Fill them in.',
)

export const notCorrectedYet = refusal(
  'objection.not-corrected',
  'conflict',
  () => '更正尚未记账生效，异议不能办结。请待更正的各环节办完。',
  () => 'The correction is not posted yet, and the objection cannot be closed before it is.',
)

export const notItsCorrection = refusal(
  'objection.not-its-correction',
  'invalid',
  () => '所填的报送与本异议无关：须是决定之后提交、涉及同一人的报送。请核对编号。',
  () =>
    'That submission has nothing to do with this objection: it must concern the same person and come after the decision.',
)

export const nowhereToMove = refusal(
  'objection.nowhere-to-move',
  'invalid',
  () => '只能移送本级以外的其他机构，请另选机构。',
  () => 'It can only be moved to another agency of the city. Choose another.',
)

export const unknownRight = refusal(
  'rights.unknown',
  'missing',
  () => '没有这件申请，或不在您的范围内。请核对回执编号。',
  () => 'There is no such request within your reach. Check the serial on the receipt.',
)

export const nothingToLift = refusal(
  'rights.nothing-to-lift',
  'conflict',
  () => '这件申请没有正在生效的限制：只有准予限制处理、而且尚未解除的，才可以解除。请刷新后查看。',
  () => 'Nothing is restricted by this request: only a restriction that was granted and still stands can be lifted.',
)

export const answeredAlready = refusal(
  'rights.answered',
  'conflict',
  () => '这件申请已经答复，不再重复答复。请刷新后查看。',
  () => 'This request was answered already. Reload to see the answer.',
)

export const rightReasonsNeeded = refusal(
  'rights.reasons-needed',
  'invalid',
  () => '不予办理或部分办理的，须说明理由（个人信息保护法第五十条），请填写。',
  () => 'A refusal states its reasons (PIPL art. 50). Fill them in.',
)

export const keptByLaw = refusal(
  'rights.kept-by-law',
  'denied',
  () => '权益记录在法定保存期限内，不予删除（个人信息保护法第四十七条）；请以“不予办理”并说明理由答复。',
  () =>
    'A rights record is kept for its statutory term and is not deleted (PIPL art. 47). Answer with a reasoned refusal.',
)

export const sameRightOpen = refusal<{ serial: string }>(
  'rights.open-already',
  'conflict',
  ({ serial }) => `同一事项已有办理中的申请（回执 ${serial}），请等候答复。`,
  ({ serial }) => `The same is asked for already (receipt ${serial}); please wait for the answer.`,
)

export const extraNeeded = refusal(
  'rights.extra-needed',
  'invalid',
  () => '限制处理只限于法定记录以外的附加信息，请选择其中一项。',
  () => 'Processing can be restricted only of what the law does not have us keep. Choose one of those.',
)

export const noSuchPaper = refusal(
  'objection.no-such-paper',
  'missing',
  () => '这件异议没有这份资料。请从异议所列的凭证或材料处调阅。',
  () => 'This objection has no such paper. Open it from the vouchers or proofs that the case lists.',
)

export const severalSuch = refusal(
  'objection.several-such',
  'conflict',
  () => '本单位这个月有不止一人与这一行相符，请填写完整的社会保障号码。',
  () => 'More than one of your staff of that month fits this line. Give the whole identity number.',
)

export const formNeeded = refusal(
  'objection.form-needed',
  'invalid',
  () => '代理人、监护人、近亲属或单位到窗口提出的，请填来人姓名，并扫描其签字的书面异议。',
  () => 'Where somebody comes for the person, name who came and scan the written objection they signed.',
)

export const employerCodeNeeded = refusal(
  'objection.employer-code-needed',
  'invalid',
  () => '单位提出的，请填其统一社会信用代码；不是单位提出的，不填。',
  () => 'Give the employer’s credit code where an employer raises it, and only there.',
)

export const unknownEmployer = refusal<{ creditCode: string }>(
  'objection.unknown-employer',
  'invalid',
  ({ creditCode }) => `没有统一社会信用代码为 ${echo(creditCode)} 的参保单位，请核对。`,
  ({ creditCode }) => `No enrolled employer has the credit code ${echo(creditCode)}. Check it.`,
)

export const noSuchRecipient = refusal(
  'objection.no-such-recipient',
  'missing',
  () => '更正的回声里没有这一方，请刷新后从所列各方中选择。',
  () => 'Nobody of that key was given the former value. Reload and choose one that is listed.',
)

export const sentAlready = refusal(
  'objection.notice-sent',
  'conflict',
  () => '已登记向这一方告知，不再重复登记。',
  () => 'The notice to this one is noted as sent already.',
)

export const notSentYet = refusal<{ day: string }>(
  'objection.notice-not-yet',
  'invalid',
  ({ day }) => `告知之日 ${echo(day)} 还没有到，请填已经告知的日期。`,
  ({ day }) => `The day ${echo(day)} has not come. Give the day on which the notice was sent.`,
)
