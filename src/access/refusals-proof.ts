import { refusal } from '../kernel/refusal.js'

/** 查阅证明的不予办理情形。 */
export const noSuchLook = refusal(
  'look.missing',
  'missing',
  () => '您的查阅记录里没有这一行；请刷新“谁查过我的记录”后再试。',
  () => 'There is no such line among the looks at your record; refresh the list and try again.',
)

export const lookNotYet = refusal(
  'look.not-yet',
  'conflict',
  () => '这一行刚刚记下，还没有排进存证树；请过几秒再取证明。',
  () => 'This line was only just written and has no place in the tree yet; ask again in a few seconds.',
)
