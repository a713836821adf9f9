import { refusal } from '../kernel/refusal.js'

/** 核对表的不予办理情形。 */
export const noSheet = refusal<{ stage: string; zh: string; en: string }>(
  'sheet.missing',
  'conflict',
  ({ zh }) => `${zh}：此环节须先逐项核对并填好核对表。请打开核对表，填写后再通过。`,
  ({ en }) => `${en}: this stage needs a check sheet filled in first. Open the sheet, fill it in, then pass.`,
)

export const sheetOfOther = refusal<object>(
  'sheet.of-another',
  'conflict',
  () => '核对表由他人填写，通过的人须自己核对。请自己逐项核对并重新填写。',
  () => 'The check sheet was filled in by somebody else; whoever passes has checked. Fill it in yourself.',
)

export const sheetOpen = refusal<{ open: number; zh: string; en: string }>(
  'sheet.open',
  'conflict',
  ({ zh, open }) =>
    `核对表还有 ${open} 项未了：${zh}。请补齐、打勾；有差异的，查清之后写明以何为准与理由，不能查清的请退回。`,
  ({ en, open }) =>
    `${open} rows of the check sheet are open: ${en}. Fill and tick them; settle each difference with a reason, or return the case.`,
)

export const sheetStale = refusal<object>(
  'sheet.stale',
  'conflict',
  () => '填表之后数据库中的内容已变。请重新打开核对表，再核对一次。',
  () => 'What the database says has changed since the sheet was filled in. Open it again and check once more.',
)

export const noSheetHere = refusal<object>(
  'sheet.not-here',
  'invalid',
  () => '此件此环节没有核对表。请核对环节。',
  () => 'There is no check sheet for this case at this stage. Check the stage.',
)

export const handbookReason = refusal<object>(
  'sheet.handbook-reason',
  'invalid',
  () => '缴费手册未曾发放的，须写明缘由。请填写缘由。',
  () => 'Where the contribution handbook was never issued, say why. Fill in the reason.',
)
