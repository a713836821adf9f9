import { refusal } from '../kernel/refusal.js'

/** 记账的不予办理情形。 */
export const keyReused = refusal<{ key: string }>(
  'posting.key-reused',
  'conflict',
  () => '同一凭证已按不同内容记过账，本次未记账。请刷新页面核对已记账内容；确需更改的，请办理更正凭证。',
  () =>
    'This voucher has already been posted with other content; nothing was posted. Refresh and compare; to change it, file a correction.',
)

export const reversedAlready = refusal<{ posting: string; ordinal: number }>(
  'reversal.twice',
  'conflict',
  () => '该行已经红冲过，不能再次红冲。请查看该行的更正记录。',
  () => 'This row has already been reversed and cannot be reversed again; see its correction.',
)

export const nothingToReverse = refusal<{ posting: string; ordinal: number }>(
  'reversal.missing',
  'missing',
  () => '找不到要红冲的行，请从权益记录的该行发起更正。',
  () => 'The row to reverse was not found; start the correction from that row of the record.',
)

export const keptByHandler = refusal<object>(
  'protected.named-post',
  'denied',
  () => '其中有保密标识者的内容，只有保密人员专办岗可以查看。请转由本机构或上级机构的保密人员专办岗办理。',
  () =>
    'It shows somebody whom only the post for protected persons may see. Pass it to that post of this agency or of the one above.',
)
