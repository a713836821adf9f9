import { ACTS } from '../../src/channels/work-order-contract.js'
import type { Both } from '../shell/both.js'

const both = (zh: string, en: string): Both => ({ zh, en })

export const HOTLINE = {
  simulator: both('热线模拟', 'Hotline simulator'),
  simulatorLead: both(
    '在浏览器里打一通 12333，仅示例可用。听到的话写在左边，按键在右边；号码末位 X 按星号，以井号键结束。',
    'Play a call to 12333 in the browser, in the demo only. What is said stands on the left, the keys on the right; star for X, hash to end.',
  ),
  call: both('拨打', 'Call'),
  hangUp: both('挂机', 'Hang up'),
  keys: both('按键', 'Keys'),
  typed: both('连续按键', 'Several keys'),
  send: both('送出', 'Send'),
  ended: both('通话已结束', 'The call has ended'),
  pressed: both('按了 {n}', 'pressed {n}'),
  notServed: both('此处没有热线模拟，仅示例可用。', 'There is no simulator here; it belongs to the demo.'),
  orders: both('热线工单', 'Hotline orders'),
  ordersLead: both(
    '来电人的号码已遮挡。经查询密码核验身份的来电，才可为其告知语音也会告知的几项；查询密码任何人看不到。',
    'The caller is masked. Only callers identified by query password may be told what the telephone would tell; nobody sees the password.',
  ),
  number: both('工单号', 'Order'),
  topic: both('事项', 'Topic'),
  caller: both('来电', 'Caller'),
  agency: both('承办', 'With'),
  site: both('所在机构', 'Agency'),
  fault: both('打印机故障', 'printer out of order'),
  due: both('答复期限', 'Answer by'),
  provisional: both('（暂定）', '(provisional)'),
  overdue: both('已逾期', 'overdue'),
  state: both('进展', 'State'),
  identified: both('已核验身份', 'identified'),
  anonymous: both('未核验', 'not identified'),
  open: both('受理来电', 'Take a call'),
  said: both('来电内容', 'What was asked'),
  save: both('开工单', 'Open the order'),
  none: both('没有工单', 'There are no orders'),
  tell: both('为来电人查询', 'Look up for the caller'),
  told: both('可以告知（每次查询留痕）', 'May be told (each look is written down)'),
  note: both('补记', 'Note'),
  pass: both('转办', 'Pass on'),
  answer: both('答复', 'Answer'),
  close: both('办结', 'Close'),
  to: both('转给', 'To'),
  words: both('说明', 'Words'),
  act: both('办理', 'Act'),
  back: both('返回列表', 'Back to the list'),
  kiosks: both('自助终端', 'Kiosks'),
  kiosksLead: both(
    '登记之后凭启用码启用；没有启用的终端不办理。',
    'A terminal is joined with the code of its registration; one that is not serves nobody.',
  ),
  terminal: both('终端', 'Terminal'),
  printsLeft: both('可打印', 'Prints left'),
  printed: both('已打印', 'Printed'),
  waiting: both('待启用', 'to be joined'),
  inService: both('使用中', 'in service'),
  endedState: both('已停用', 'ended'),
  register: both('登记终端', 'Register'),
  code: both('启用码（只示一次）：{code}', 'Joining code, shown once: {code}'),
  refill: both('已加纸', 'Refilled'),
  end: both('停用', 'End'),
  name: both('名称', 'Name'),
} as const

export function actWords(act: string): Both {
  return (ACTS as Readonly<Record<string, Both>>)[act] ?? { zh: act, en: act }
}
