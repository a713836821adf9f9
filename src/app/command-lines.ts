import { parseArgs } from 'node:util'
import { Refusal } from '../kernel/refusal.js'
import { wrongOption } from './start-refusals.js'

interface Option {
  readonly type: 'string' | 'boolean'
  readonly zh: string
  readonly en: string
}

/** 一个命令的写法：what it does, how it is written, and each option it knows. What stands nowhere here is refused. */
export interface CommandLine {
  readonly zh: string
  readonly en: string
  readonly usage: readonly string[]
  readonly options?: Readonly<Record<string, Option>>
  /** Words that are no options: how many at most, and, where they are few, which may come first. */
  readonly words?: number
  readonly firstWords?: readonly string[]
}

const flag = (zh: string, en: string): Option => ({ type: 'boolean', zh, en })
const value = (zh: string, en: string): Option => ({ type: 'string', zh, en })

const DEMO = flag('示例市，而不是正式的一套', 'the demo city, not the real installation')
const JSON_OUT = flag('结果印成 JSON', 'print the result as JSON')
const CLIENT = {
  url: value('经办端地址，不写即 http://127.0.0.1:8081', 'address of the staff server'),
  login: value('登录名；密码与动态口令当场询问', 'login; password and code are asked'),
  json: JSON_OUT,
}
const PERSON = { person: value('个人编号', 'person id'), purpose: value('查询事由', 'purpose of the look') }

export const COMMAND_LINES = {
  help: { zh: '列出命令', en: 'List the commands', usage: ['help [命令]'], words: 1 },
  migrate: {
    zh: '建库、迁移，把随版本发布的规则文本记账施行，把改了的参数提出待审',
    en: 'Create or migrate the database and put the shipped rules into force',
    usage: ['migrate [--demo]'],
    options: { demo: DEMO },
  },
  serve: { zh: '正式运行：公众与经办两个端口', en: 'Run: the public and the staff port', usage: ['serve'] },
  appoint: {
    zh: '为新装系统设立首任经办人员',
    en: 'Appoint the first staff of a new installation',
    usage: ['appoint --login 登录名 --name 姓名 --number 证件号码 --agency 机构代码 --post 岗位'],
    options: {
      login: value('登录名', 'login'),
      name: value('姓名', 'full name'),
      number: value('证件号码', 'identity number'),
      agency: value('机构代码', 'agency code'),
      post: value('岗位代码；不带参数运行可看全部', 'post; run without options for the list'),
    },
  },
  demo: {
    zh: '示例市：启动、只载入、动态口令、篡改演示',
    en: 'The demo city: start it, load it only, tell a one-time password, tamper',
    usage: ['demo', 'demo load', 'demo code 登录名', 'demo tamper "SQL"'],
    words: 2,
    firstWords: ['load', 'code', 'tamper'],
  },
  import: {
    zh: '在窗口代收一份月度申报，止于待审核',
    en: 'Hand in a monthly filing at the counter, up to waiting for review',
    usage: ['import 文件 --employer 统一社会信用代码 --month 2026-10 [--login 登录名]'],
    options: { ...CLIENT, employer: value('统一社会信用代码', 'credit code'), month: value('费款所属期', 'month') },
    words: 1,
  },
  record: {
    zh: '以经办身份查询一人的权益记录',
    en: 'Look up the record of one person, as staff',
    usage: ['record --person 个人编号 --purpose 事由 [--login 登录名] [--json]'],
    options: { ...CLIENT, ...PERSON },
  },
  statement: {
    zh: '以经办身份出具年度权益记录单',
    en: 'Issue the statement of a year, as staff',
    usage: ['statement --person 个人编号 --year 2025 --purpose 事由 [--out 文件.pdf]'],
    options: { ...CLIENT, ...PERSON, year: value('年度', 'year'), out: value('写到哪个文件', 'file to write') },
  },
  bench: {
    zh: '量度速度（npm run bench）',
    en: 'Measure the speed',
    usage: ['bench [--only 项目] [--persons 人数] [--rows 行数]'],
    options: {
      only: value('只量这一项', 'this one only'),
      persons: value('人数', 'persons'),
      rows: value('行数', 'rows'),
    },
  },
  cases: {
    zh: '跑规则算例；不写文件即跑随版本发布的全部',
    en: 'Run the worked cases of the rules; all that are shipped where no file is named',
    usage: ['cases [文件…] [--json]', 'cases --terms', 'cases --parameters'],
    options: {
      json: JSON_OUT,
      terms: flag('列出可给定与可期望的项目', 'list what may be given and expected'),
      parameters: flag('列出全部参数', 'list all parameters'),
    },
    words: 10_000,
  },
  close: {
    zh: '年度结息：提出；由第二人批准并看到结完；或只看进度',
    en: 'Yearly close: propose it, approve it as a second person, or look how far it is',
    usage: ['close 2025 [--approve | --follow] [--login 登录名] [--json]'],
    options: {
      ...CLIENT,
      approve: flag('批准，并看到结完', 'approve, and see it to its end'),
      follow: flag('只看进度', 'look only'),
    },
    words: 1,
  },
  recompute: {
    zh: '重算比对：指明与事实不符的所存推导',
    en: 'Derive every stored derivation again and name what differs',
    usage: ['recompute --compare [--year 2025] [--json] [--demo]'],
    options: {
      compare: flag('重算并比对', 'derive again and compare'),
      year: value('只比这一年', 'this year only'),
      json: JSON_OUT,
      demo: DEMO,
    },
  },
  'compare-channels': {
    zh: '抽样比对各渠道所告知的内容，指明不同的渠道与项目',
    en: 'Compare what the channels tell, by sample, and name what differs',
    usage: ['compare-channels [--json] [--demo]'],
    options: { json: JSON_OUT, demo: DEMO },
  },
  verify: {
    zh: '核验：重算每个封签、树根与叶子，指明被改、多出、缺失、被移的行',
    en: 'Verify every seal, root and leaf and name the rows changed, added, missing or moved',
    usage: ['verify [--json] [--demo]', 'verify --paper 文件.pdf [--json] [--demo]'],
    options: {
      json: JSON_OUT,
      demo: DEMO,
      paper: value('只核验这一份电子证明', 'check this electronic paper only'),
    },
  },
} as const satisfies Readonly<Record<string, CommandLine>>

export type CommandName = keyof typeof COMMAND_LINES

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMAND_LINES, name)
}

/** 要看的是写法，不是要办事。 */
export function asksForHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h')
}

/** 核对写法。An option nobody knows, one without its value and a word too many are refused before anything is opened. */
export function checkLine(name: CommandName, args: readonly string[]): void {
  const line: CommandLine = COMMAND_LINES[name]
  const words = wordsOf(name, line, args)
  const extra = words[line.words ?? 0]
  const unknown = line.firstWords?.includes(words[0] ?? line.firstWords[0]!) === false ? words[0] : extra
  if (unknown !== undefined) throw new Refusal(wrongOption, { command: name, said: unknown })
}

function wordsOf(name: CommandName, { options = {} }: CommandLine, args: readonly string[]): readonly string[] {
  try {
    const types = Object.fromEntries(Object.entries(options).map(([key, { type }]) => [key, { type }]))
    return parseArgs({ args: [...args], options: types, allowPositionals: true }).positionals
  } catch (error) {
    if (!/^ERR_PARSE_ARGS/.test((error as { code?: string }).code ?? '')) throw error
    const said = /'(-[^' ]*)/.exec((error as Error).message)?.[1] ?? args.join(' ')
    throw new Refusal(wrongOption, { command: name, said })
  }
}

/** 一个命令的写法，印给人看。 */
export function printLine(name: CommandName): string {
  const { zh, en, usage, options = {} }: CommandLine = COMMAND_LINES[name]
  const listed = Object.entries({ ...options, help: flag('只看写法', 'this help') })
  return [
    `${zh}\n${en}\n\n用法 / Usage:`,
    ...usage.map((one) => `  quanyi ${one}`),
    '\n选项 / Options:',
    ...listed.map(
      ([key, { type, ...says }]) => `  ${`--${key}${type === 'string' ? ' …' : ''}`.padEnd(16)}${says.zh} / ${says.en}`,
    ),
  ].join('\n')
}

export function printLines(): string {
  const lines = Object.entries(COMMAND_LINES).map(
    ([name, { zh, en }]) => `quanyi ${name.padEnd(17)}${zh}\n${' '.repeat(24)}${en}`,
  )
  return [...lines, '\nquanyi 命令 --help：看一个命令怎样写 / how one command is written'].join('\n')
}
