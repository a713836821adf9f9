import { refusal } from '../kernel/refusal.js'

/** 启动与命令行的不予办理情形。 */
export const demoKeys = refusal(
  'start.demo-keys',
  'denied',
  () => '这里的密钥与口令是示例所用，不得用于正式运行。请另择目录（QUANYI_HOME）启动，首次启动会生成正式密钥。',
  () =>
    'The keys here were made for the demo and never serve a real installation. Start with another QUANYI_HOME; new keys are made there.',
)

export const demoClock = refusal(
  'start.demo-clock',
  'denied',
  () => '正式运行只用系统时钟，请去掉 QUANYI_TODAY 后再启动。',
  () => 'A real start uses the system clock only; remove QUANYI_TODAY and start again.',
)

export const policyDiffers = refusal<{ paths: string }>(
  'start.policy-differs',
  'conflict',
  ({ paths }) => `随版本发布的规则文本与已记账施行的不同：${paths}。请先运行 quanyi migrate 提出并记账后再启动。`,
  ({ paths }) => `The rules shipped with this release differ from those in force: ${paths}. Run quanyi migrate first.`,
)

export const unknownCommand = refusal<{ command: string }>(
  'command.unknown',
  'invalid',
  ({ command }) => `没有“${command}”这个命令。运行 quanyi help 查看全部命令。`,
  ({ command }) => `There is no command “${command}”. Run quanyi help for the list.`,
)

export const unreadablePaper = refusal<{ path: string }>(
  'verify.unreadable-file',
  'missing',
  ({ path }) => `读不到文件“${path}”。请核对路径与权限，写明一份 PDF，如：quanyi verify --paper 证明.pdf。`,
  ({ path }) =>
    `The file “${path}” cannot be read. Check its path and rights, and name a PDF: quanyi verify --paper a.pdf.`,
)

export const unreadableCases = refusal<{ path: string }>(
  'cases.unreadable-file',
  'missing',
  ({ path }) => `读不到算例文件“${path}”，请核对路径。`,
  ({ path }) => `The case file “${path}” cannot be read; check its path.`,
)

export const alreadyRunning = refusal(
  'start.already-running',
  'conflict',
  () => '这个数据库已有一个 quanyi 在运行，两个程序不能同时书写存证树。请先停下前一个，再试一次。',
  () =>
    'A quanyi is already running on this database, and two must not write the trees. Stop the other one and try again.',
)

export const unknownPost = refusal<{ post: string }>(
  'appoint.unknown-post',
  'invalid',
  ({ post }) => `没有“${post}”这个岗位。不带参数运行 quanyi appoint 可看全部岗位代码。`,
  ({ post }) => `There is no post “${post}”; run quanyi appoint without arguments for the list.`,
)

export const notTheFirst = refusal(
  'appoint.not-the-first',
  'denied',
  () => '本系统已有经办人员，新账户须由有权人员申请、审批、开通，不再由命令行设立。',
  () =>
    'There are staff already; new accounts are requested, approved and opened by them, no longer from the command line.',
)

export const unstorableText = refusal<{ field: string }>(
  'request.unstorable-text',
  'invalid',
  ({ field }) => `“${field}”中有看不见的控制字符或半个字，无法照原样保存。请删去后重新填写。`,
  ({ field }) =>
    `“${field}” contains an invisible control character or half of one and cannot be kept as it is; remove it and try again.`,
)

export const numberTooLarge = refusal<{ field: string }>(
  'request.number-too-large',
  'invalid',
  ({ field }) => `“${field}”的数字太大，请改正后重试。`,
  ({ field }) => `The number in “${field}” is too large; correct it and try again.`,
)

export const oidcIncomplete = refusal(
  'settings.oidc',
  'invalid',
  () =>
    '设了身份平台（QUANYI_OIDC_ISSUER），还须设 QUANYI_OIDC_CLIENT_ID、QUANYI_OIDC_CLIENT_SECRET；QUANYI_OIDC_ALGORITHM 只能是 RS256、PS256、ES256、EdDSA 之一。',
  () =>
    'An identity platform (QUANYI_OIDC_ISSUER) needs QUANYI_OIDC_CLIENT_ID and QUANYI_OIDC_CLIENT_SECRET too; QUANYI_OIDC_ALGORITHM is one of RS256, PS256, ES256 and EdDSA.',
)
