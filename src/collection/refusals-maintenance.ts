import { refusal } from '../kernel/refusal.js'

/** 合并、拆分、维护复核与成批变更的不予办理情形。 */
export const samePersonAlready = refusal<object>(
  'merge.same-person',
  'conflict',
  () => '这两个号码已经是同一个人的，无须合并。请核对两个号码；需要分开的，请办理撤销合并。',
  () => 'These two numbers are one person already. Check them; to part them, undo the merge.',
)

export const noSuchMerge = refusal<{ posting: string }>(
  'merge.not-standing',
  'missing',
  ({ posting }) => `此人名下没有仍然有效的第 ${posting} 号合并，无从撤销。请从列出的合并中选择。`,
  ({ posting }) =>
    `No merge ${posting} stands for this person, so there is nothing to undo. Choose one of those listed.`,
)

export const emptyGrounds = refusal<object>(
  'maintenance.no-explanation',
  'invalid',
  () => '维护原因须写明说明，不能只有空白。请写明为何更改。',
  () => 'The reason needs words, not blanks. Say why this is changed.',
)

export const splitWithOneself = refusal<object>(
  'split.same-person',
  'invalid',
  () => '转入的人就是原来的人，无须拆分。请填写另一个人的号码与姓名。',
  () => 'The other person is the same person; give the number and name of somebody else.',
)

export const nothingChosen = refusal<object>(
  'split.nothing-chosen',
  'invalid',
  () => '没有选中任何记录。请按月份、险种、单位选择，或逐行选择。',
  () => 'Nothing was chosen. Choose by month, insurance and employer, or row by row.',
)

export const notTheirs = refusal<{ posting: string; ordinal: number }>(
  'split.not-standing',
  'conflict',
  ({ posting, ordinal }) => `第 ${posting}/${ordinal} 行不在此人现行的记录中，可能已被更正。请刷新后重新选择。`,
  ({ posting, ordinal }) =>
    `Row ${posting}/${ordinal} does not stand in this person's record; it may have been corrected. Choose anew.`,
)

export const tooManyChosen = refusal<{ chosen: number; most: number }>(
  'split.too-many',
  'invalid',
  ({ chosen, most }) => `选中了 ${chosen} 行，一次至多拆分 ${most} 行。请分几次办理。`,
  ({ chosen, most }) => `${chosen} rows were chosen; at most ${most} are moved at once. File it in parts.`,
)

export const registeredAlready = refusal<object>(
  'split.registered',
  'conflict',
  () => '转入的人已经登记，不能再随凭证登记。请去掉“随凭证登记”。',
  () => 'The other person is registered already; leave the registration out.',
)

export const notToRecheck = refusal<{ zh: string; en: string }>(
  'recheck.not-waiting',
  'conflict',
  ({ zh }) => `本件目前为“${zh}”，不在待复核。请刷新后查看。`,
  ({ en }) => `This is “${en}” and does not wait for a re-check. Refresh.`,
)

export const approvalRanOut = refusal<{ days: number }>(
  'maintenance.approval-ran-out',
  'conflict',
  ({ days }) => `审批已满 ${days} 天而未修改，批准失效，未记账。请退回重报，重新审批。`,
  ({ days }) => `The approval ran out ${days} days after it was given; nothing was posted. File it anew.`,
)

export const rowsOrSelection = refusal<object>(
  'batch.rows-or-selection',
  'invalid',
  () => '请给出逐行清单或选取条件，二者取一。',
  () => 'Give either the rows or a selection, one of the two.',
)

export const tooManyRows = refusal<{ rows: number; most: number }>(
  'batch.too-many',
  'invalid',
  ({ rows, most }) => `共 ${rows} 行，超过一次成批变更的上限 ${most} 行。请分几次申请。`,
  ({ rows, most }) => `${rows} rows exceed the ${most} of one batch change; apply in parts.`,
)

export const otherList = refusal<object>(
  'batch.other-list',
  'conflict',
  () => '所执行的清单不是批准的那一份（摘要不同）。请重新打开后核对。',
  () => 'The list to be carried out is not the one that was approved (its digest differs). Open it again and compare.',
)

export const noDueThen = refusal<{ month: string }>(
  'batch.no-due',
  'missing',
  ({ month }) => `${month} 没有此人此险种在本单位的应缴，或不止一行。请核对，或单独更正。`,
  ({ month }) =>
    `There is no due, or more than one, of this person and insurance with the employer in ${month}. Check it, or correct it by itself.`,
)

export const noDuesChosen = refusal<object>(
  'batch.nothing-chosen',
  'missing',
  () => '所选的月份与险种没有应缴，或按现行规则均无变化。请核对选取条件。',
  () => 'There are no dues in what was selected, or the rules change none of them. Check the selection.',
)

export const checkDiffers = refusal<{ told: string; found: string }>(
  'batch.check-differs',
  'conflict',
  ({ told, found }) => `执行后核对与试算不符：试算 ${told}，记账 ${found}。请立即停止并报告。`,
  ({ told, found }) =>
    `The check after execution differs from the dry run: ${told} told, ${found} posted. Stop and report it.`,
)

export const noSuchPosting = refusal<{ posting: string }>(
  'log.no-such-posting',
  'missing',
  ({ posting }) => `本辖区没有第 ${posting} 号记账。请从日志列表中打开。`,
  ({ posting }) => `There is no posting ${posting} in this district. Open it from the list.`,
)
