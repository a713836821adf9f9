import { refusal } from '../kernel/refusal.js'

/** 用印的不予办理情形。 */
export const noStamp = refusal<object>(
  'stamp.none',
  'conflict',
  () => '本机构没有在用的电子印章，或不由本人保管。请先启用印章。',
  () => 'Your agency has no stamp in use, or you do not keep it. Set one up first.',
)

export const stampedAlready = refusal<object>(
  'stamp.used-already',
  'conflict',
  () => '此件已经用印，不得重复。请在用印登记中查看。',
  () => 'This case has been stamped already and is not stamped twice; see the register.',
)

export const notFinished = refusal<object>(
  'stamp.not-finished',
  'conflict',
  () => '此件尚未办结，不能用印。请待办结之后再用印。',
  () => 'This case is not finished and cannot be stamped yet. Wait until it is.',
)

export const keeperIsMaker = refusal<object>(
  'stamp.keeper-is-maker',
  'conflict',
  () => '办理过此件的人不能为其用印。请由其他印章保管人用印。',
  () => 'Whoever handled this case cannot stamp it. Another keeper must.',
)
