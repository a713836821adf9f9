import { refusal } from '../kernel/refusal.js'

/** 联网核查的不予办理情形。What nobody has answered is waiting, never agreed. */
export const outsideWaiting = refusal<{ waiting: number; total: number }>(
  'outside.waiting',
  'conflict',
  ({ waiting, total }) =>
    `联网核查尚在等候：共 ${total} 项，${waiting} 项没有答复。系统会继续询问，答复齐备后再通过；也可由人核查并附凭据。`,
  ({ waiting, total }) =>
    `The outside check is waiting: ${waiting} of ${total} unanswered. It is asked again by itself; pass when all are answered, or record a check made by hand with its paper.`,
)

export const outsideDiffers = refusal<{ lines: string }>(
  'outside.differs',
  'conflict',
  ({ lines }) => `联网核查不符或查无此人（第 ${lines} 行），不能通过。请退回更正，或由人核查并附凭据。`,
  ({ lines }) =>
    `The outside check does not agree (line ${lines}); this cannot pass. Return it, or record a check made by hand with its paper.`,
)

export const outsideMissing = refusal(
  'outside.missing',
  'missing',
  () => '找不到这项联网核查，请刷新后再办。',
  () => 'This outside check was not found; refresh and try again.',
)

export const outsideOwnEntry = refusal(
  'outside.own-entry',
  'conflict',
  () => '录入本件的人不得自行核查，请换人办理。',
  () => 'Whoever entered this may not check it by hand; another person must.',
)
