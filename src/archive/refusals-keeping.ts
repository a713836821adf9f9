import { refusal } from '../kernel/refusal.js'

/** 保管台账的拒绝。 */
export const keepingNeedsPaper = refusal<object>(
  'keeping.needs-paper',
  'invalid',
  () => '存储管理办法须附文本。请先上传文本，再登记。',
  () => 'Storage rules are registered with their text. Upload the text first.',
)

export const keepingNeedsDays = refusal<object>(
  'keeping.needs-days',
  'invalid',
  () => '场所、设备与介质须写明检查间隔的天数，管理办法与专人不写。请改正后登记。',
  () => 'Places, devices and media state the days between checks; rules and stewards do not. Correct it.',
)

export const keepingInUse = refusal<{ number: string }>(
  'keeping.in-use',
  'conflict',
  ({ number }) => `编号 ${number} 已在册并在用。请核对编号，或先将原来的停用。`,
  ({ number }) => `Number ${number} is on the register and in use. Check it, or retire the former first.`,
)

export const keepingChecked = refusal<object>(
  'keeping.not-checked',
  'invalid',
  () => '管理办法与专人不记检查。有变动的请停用，再登记新的。',
  () => 'Rules and stewards take no checks. Where they changed, retire them and register the new.',
)
