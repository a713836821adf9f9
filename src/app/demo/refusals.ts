import { refusal } from '../../kernel/refusal.js'

export const demoOnly = refusal(
  'demo.only',
  'denied',
  () => '这个命令只对示例市有效。请用 quanyi demo 启动的示例，正式运行中没有此项。',
  () => 'This command works on the demo city only; a real installation has nothing of the kind.',
)

export const unknownDemoPerson = refusal<{ login: string }>(
  'demo.unknown-person',
  'missing',
  ({ login }) => `示例市没有登录名为“${login}”、使用动态口令的人物。请从 quanyi demo 打印的名单中选一个。`,
  ({ login }) =>
    `Nobody printed by the demo signs in as “${login}” with a one-time password; choose one from its list.`,
)

export const unknownSample = refusal<{ asked: string }>(
  'demo.unknown-sample',
  'missing',
  ({ asked }) => `没有“${asked}”这份样例。请选 filing 或 levy，单位填 1 或 2，月份在示例市的起止之间。`,
  ({ asked }) => `There is no sample “${asked}”; choose filing or levy, employer 1 or 2, and a month of the demo city.`,
)

export const loadStopped = refusal<{ what: string; why: string }>(
  'demo.load-stopped',
  'conflict',
  ({ what, why }) => `示例市的载入停在“${what}”：${why}。请删除示例的存放处后重新启动。`,
  ({ what, why }) => `Loading the demo city stopped at “${what}”: ${why}. Remove the demo's home and start again.`,
)

export const unfitSql = refusal<{ said: string }>(
  'demo.unfit-sql',
  'invalid',
  ({ said }) => `数据库没有执行这句 SQL：${said}。什么也没有改；请改正后再试。`,
  ({ said }) => `The database did not run this SQL: ${said}. Nothing was changed; correct it and try again.`,
)
