import { refusal } from '../kernel/refusal.js'
import { STATES, type SubmissionState } from './kinds.js'

/** 办理组织的不予办理情形：认领、补正、撤回、上呈、替岗、离岗。 */
export const takenElsewhere = refusal<{ agency: string }>(
  'review.elsewhere',
  'denied',
  ({ agency }) => `本环节由${agency}办理，不在本机构的待办之内。`,
  ({ agency }) => `This stage is taken at ${agency}, not at your agency.`,
)

export const heldByAnother = refusal<object>(
  'claim.held',
  'conflict',
  () => '本件已由他人认领，正在办理。请待其交回或认领到时，或由其替岗人办理。',
  () => 'Another person has claimed this and is working on it. Wait until it is given back or the claim runs out.',
)

export const notHolder = refusal<object>(
  'claim.not-yours',
  'conflict',
  () => '本件不在您的名下，无须交回。请刷新。',
  () => 'You do not hold this, so there is nothing to give back. Refresh.',
)

export const noStage = refusal<{ state: SubmissionState }>(
  'work.no-stage',
  'conflict',
  ({ state }) => `本件目前为“${STATES[state].zh}”，不在审核环节，不能这样办理。请刷新。`,
  ({ state }) => `This is at “${STATES[state].en}”, at no stage of review, so this cannot be done. Refresh.`,
)

export const papersMissing = refusal<object>(
  'papers.awaited',
  'conflict',
  () => '已告知补正，尚未收到材料，不能通过。收到后登记，或退回并说明理由。',
  () => 'Missing papers were asked for and have not come. Record them when they do, or return it and say why.',
)

export const papersOnce = refusal<{ item: string }>(
  'papers.once',
  'conflict',
  ({ item }) => `补正应一次告知。“${item}”在首次告知时即可提出，不得再次要求；确因新情况所需的，请逐项写明新情况。`,
  ({ item }) =>
    `Missing papers are asked for once, in full. “${item}” could have been asked the first time; where something new requires it, say what is new for each item.`,
)

export const papersAgain = refusal<{ item: string }>(
  'papers.asked-before',
  'conflict',
  ({ item }) => `“${item}”已经告知过，不得重复要求。材料仍不合要求的，请退回并说明理由。`,
  ({ item }) => `“${item}” was asked for before. If what came does not do, return it and say why.`,
)

export const notAwaited = refusal<object>(
  'papers.not-awaited',
  'conflict',
  () => '本件没有待补的材料。请刷新。',
  () => 'No papers are being waited for here. Refresh.',
)

export const tooLate = refusal<{ state: SubmissionState }>(
  'withdraw.too-late',
  'conflict',
  ({ state }) => `本件目前为“${STATES[state].zh}”，审核已经开始或已了结，不能撤回。需要改的，请联系经办机构退回。`,
  ({ state }) => `This is at “${STATES[state].en}”; its review has begun or is over. Ask the agency to return it.`,
)

export const notYours = refusal<object>(
  'withdraw.not-yours',
  'conflict',
  () => '只有录入本件的人或申报单位可以撤回。',
  () => 'Only whoever entered this, or the employer that filed it, may withdraw it.',
)

export const alreadyWithdrawn = refusal<object>(
  'review.withdrawn',
  'conflict',
  () => '本件已由报送人撤回，不再审核。请刷新。',
  () => 'The filer has withdrawn this; it is no longer reviewed. Refresh.',
)

export const upAlready = refusal<object>(
  'escalate.already',
  'conflict',
  () => '本环节已经上呈，或已在所要上呈之处。请刷新。',
  () => 'This stage was escalated already, or is taken there anyway. Refresh.',
)

export const toOneself = refusal<object>(
  'stand-in.oneself',
  'invalid',
  () => '不能替自己的岗。请选择同机构、同岗位的另一人，或不选。',
  () => 'Nobody stands in for themselves. Choose another person of the same post and agency, or none.',
)

export const otherPost = refusal<object>(
  'stand-in.other-post',
  'invalid',
  () => '替岗人须与本人同一机构，并担任本人的全部审核岗位；替岗不另给权限。',
  () => 'Who stands in must be of the same agency and hold the same posts; standing in gives no rights.',
)

export const wrongDays = refusal<{ most: number }>(
  'stand-in.days',
  'invalid',
  ({ most }) => `起止日期须自今日起、止不早于起，且不超过 ${most} 天。请核对。`,
  ({ most }) => `The days must start today or later, end no earlier than they start, and span at most ${most} days.`,
)

export const crossing = refusal<object>(
  'stand-in.crossing',
  'conflict',
  () => '这段时间已另有登记：本人已登记缺勤，或替岗人自己也不在岗。请先终止原来的登记，或另选一人。',
  () =>
    'These days are taken: the person is away already, or the one chosen is away themselves. End that first or choose another.',
)

export const missingStandIn = refusal<object>(
  'stand-in.missing',
  'missing',
  () => '找不到这项登记，或它已终止。请刷新列表。',
  () => 'This entry was not found or has ended; refresh the list.',
)

export const notForOthers = refusal<object>(
  'stand-in.others',
  'denied',
  () => '只能登记或终止本人的缺勤与替岗；他人的由本机构负责人（审批岗）办理。',
  () => 'You may enter or end only your own; the head of the agency (approver) does so for others.',
)

export const missingStaff = refusal<object>(
  'staff.missing',
  'missing',
  () => '本机构没有这名经办人员，请从列表中选择。',
  () => 'Your agency has no such member of staff; choose from the list.',
)

export const goneAlready = refusal<object>(
  'staff.gone',
  'conflict',
  () => '该人员已办理离岗，权限已终止。请刷新列表。',
  () => 'This person has left already and holds no rights; refresh the list.',
)
