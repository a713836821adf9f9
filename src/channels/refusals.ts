import { refusal } from '../kernel/refusal.js'

/** 渠道的不予办理情形。 */
export const terminalUnknown = refusal<object>(
  'kiosk.unknown-terminal',
  'denied',
  () => '这台终端没有登记，或已停用，不能办理。请联系工作人员登记并启用。',
  () => 'This terminal is not registered, or was ended. Ask the staff to register and join it.',
)

export const terminalCode = refusal<object>(
  'kiosk.wrong-code',
  'denied',
  () => '启用码不对、已用过或已过期。请由系统管理员重新登记终端，领取新的启用码。',
  () => 'The code is wrong, used or expired. Have the terminal registered again for a new one.',
)

export const terminalMissing = refusal<object>(
  'kiosk.no-terminal',
  'missing',
  () => '没有这台终端，或已停用。请刷新终端列表后再试。',
  () => 'There is no such terminal, or it was ended. Reload the list and try again.',
)

export const kioskNotIn = refusal<object>(
  'session.kiosk',
  'denied',
  () => '没有读到本人的卡，或时间已到、本次查询已结束。请重新放卡。',
  () => 'No card was read, or the time is over and this visit has ended. Place the card again.',
)

export const cardOrDigits = refusal<object>(
  'kiosk.not-identified',
  'denied',
  () => '卡或查询密码不符，未能核验身份。请重新放卡并输入六位查询密码；忘记的请到窗口办理。',
  () => 'The card or the query password does not fit. Place the card again and key the six digits, or go to a window.',
)

export const triesWait = refusal<{ minutes: number }>(
  'identity.wait',
  'denied',
  ({ minutes }) => `多次不符，请约 ${minutes} 分钟后再试；网上、终端、热线的次数合并计算。`,
  ({ minutes }) => `Too many wrong tries, on whatever channel. Try again in about ${minutes} min.`,
)

export const printedAlready = refusal<{ serial: string }>(
  'kiosk.printed-already',
  'conflict',
  ({ serial }) => `${serial} 已经送去打印，同一份不再打印。纸没有出来的，请按“没有打出来”，再打印仍是这一份。`,
  ({ serial }) =>
    `${serial} was sent to the printer already. If no paper came out, press “It did not print” and print the same paper again.`,
)

export const printedEnough = refusal<{ serial: string; most: number }>(
  'kiosk.printed-enough',
  'conflict',
  ({ serial, most }) =>
    `${serial} 已送打印 ${most} 次，不再打印。这一份已经出具，仍然有效：请到窗口，或登录网上平台取用。`,
  ({ serial, most }) =>
    `${serial} was sent to a printer ${most} times and is not sent again. It is issued and stays valid: have it at a window or on the web.`,
)

export const notSent = refusal<{ serial: string }>(
  'kiosk.not-sent',
  'conflict',
  ({ serial }) => `${serial} 没有送去打印，或已经说明过没有打出来。请直接打印。`,
  ({ serial }) => `${serial} was not sent to a printer, or you have said so already. Print it.`,
)

export const printerFault = refusal<object>(
  'kiosk.printer-fault',
  'conflict',
  () =>
    '这台终端的打印机连续没有打出来，暂停打印。请换一台终端，或请工作人员查看；已出具的不必重办，再打印仍是同一份。',
  () =>
    'The printer of this terminal has failed and is stopped. Use another terminal or ask the staff; what is issued stays issued, and printing it again gives the same paper.',
)

export const outOfPaper = refusal<object>(
  'kiosk.out-of-paper',
  'conflict',
  () => '这台终端的纸已用完，未打印。请换一台终端，或请工作人员加纸。',
  () => 'This terminal is out of paper; nothing was printed. Use another, or ask the staff to refill it.',
)

export const phoneSystem = refusal<object>(
  'voice.unknown-system',
  'denied',
  () => '电话系统的密钥不对，或没有配置。请核对接入密钥后再试。',
  () => 'The key of the telephone system is wrong, or none is set up. Check the key and try again.',
)

export const noCall = refusal<object>(
  'voice.no-call',
  'missing',
  () => '没有这通电话，或已经结束。请重新开始一通。',
  () => 'There is no such call, or it has ended. Start a new one.',
)

export const callOrder = refusal<{ turn: number }>(
  'voice.out-of-turn',
  'conflict',
  ({ turn }) => `输入的次序不对，应为第 ${turn} 次。请按次序重发。`,
  ({ turn }) => `The input is out of turn; number ${turn} is awaited. Send it in order.`,
)

export const callTaken = refusal<object>(
  'voice.call-taken',
  'conflict',
  () => '这个通话编号已用于另一来电号码。请另起编号。',
  () => 'This call id belongs to another caller. Use another id.',
)

export const callsWait = refusal<{ minutes: number }>(
  'voice.too-many-calls',
  'denied',
  ({ minutes }) => `该号码来电过于频繁，请约 ${minutes} 分钟后再接。`,
  ({ minutes }) => `This number calls too often. Answer it again in about ${minutes} min.`,
)

export const noOrder = refusal<object>(
  'work-order.missing',
  'missing',
  () => '没有这张工单，或不由本机构承办。请核对工单号。',
  () => 'There is no such work order, or another agency has it. Check the number.',
)

export const orderClosed = refusal<{ number: string }>(
  'work-order.closed',
  'conflict',
  ({ number }) => `工单 ${number} 已办结，不能再办。需要继续的，请另开一张。`,
  ({ number }) => `Work order ${number} is closed. Open another one to go on.`,
)

export const orderNotIdentified = refusal<{ number: string }>(
  'work-order.not-identified',
  'denied',
  ({ number }) => `工单 ${number} 的来电人没有核验身份，不能查看任何人的记录。请其先以查询密码核验，或到窗口办理。`,
  ({ number }) =>
    `The caller of ${number} was not identified, so nobody's record may be read. Have them key the query password, or go to a window.`,
)

export const unknownAgency = refusal<{ agency: string }>(
  'work-order.unknown-agency',
  'invalid',
  ({ agency }) => `没有机构 ${agency}。请从列出的机构中选择。`,
  ({ agency }) => `There is no agency ${agency}. Choose one of those listed.`,
)

export const noPhone = refusal<object>(
  'sms.no-number',
  'conflict',
  () => '登记信息中没有手机号码，不能开通短信。请先变更联系方式。',
  () => 'No mobile number is registered. Change your contact details first.',
)

export const smsCode = refusal<object>(
  'sms.wrong-code',
  'denied',
  () => '验证码不对、已过期或试的次数过多。请重新获取验证码。',
  () => 'The code is wrong, expired, or was tried too often. Ask for a new one.',
)

export const smsTooSoon = refusal<{ minutes: number }>(
  'sms.too-soon',
  'denied',
  ({ minutes }) => `获取验证码过于频繁，请约 ${minutes} 分钟后再试。`,
  ({ minutes }) => `Codes were asked for too often. Try again in about ${minutes} min.`,
)

export const smsFixed = refusal<object>(
  'sms.security-stays',
  'conflict',
  () => '安全提醒不能单独关闭：密码、授权、号码与新设备的变动都会告知。不要短信的，请停止短信。',
  () => 'Security notices cannot be turned off by themselves. To get no messages at all, stop the short messages.',
)

export const tokenMost = refusal<{ most: number }>(
  'token.too-many',
  'conflict',
  ({ most }) => `同时有效的令牌最多 ${most} 个，请先收回不用的。`,
  ({ most }) => `At most ${most} tokens at a time; revoke one that is not used first.`,
)

export const tokenLongest = refusal<{ most: number }>(
  'token.too-long',
  'invalid',
  ({ most }) => `令牌的有效期最长 ${most} 天，请改短后再试。`,
  ({ most }) => `A token lasts ${most} days at most. Choose a shorter time.`,
)

export const tokenScope = refusal<{ scope: string }>(
  'token.scope',
  'denied',
  ({ scope }) => `令牌的范围不包括“${scope}”，不能办理。请另建一个含此范围的令牌。`,
  ({ scope }) => `The token does not cover “${scope}”. Make one that does.`,
)

export const tokenUnknown = refusal<object>(
  'session.token',
  'denied',
  () => '令牌不对、已过期或已收回。请登录后另建一个。',
  () => 'The token is wrong, expired or revoked. Sign in and make another.',
)

export const tokenMissing = refusal<object>(
  'token.missing',
  'missing',
  () => '没有这个令牌，或已收回。请刷新页面。',
  () => 'There is no such token, or it was revoked. Reload the page.',
)

export const tokenCalls = refusal<{ minutes: number }>(
  'token.too-many-calls',
  'denied',
  ({ minutes }) => `令牌的请求过于频繁，请约 ${minutes} 分钟后再试。`,
  ({ minutes }) => `This token asks too often. Try again in about ${minutes} min.`,
)
