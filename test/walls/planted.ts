import type { SourceText } from './source.js'

/** 埋下的违反。A breach on purpose, the wall it must turn red, and the same code mended, which must stay green. */
export interface Planted {
  readonly says: string
  readonly wall: string
  readonly files: readonly SourceText[]
  readonly mended: readonly SourceText[]
}

const file = (path: string, text: string): SourceText => ({ path, text })

/** One file, written wrongly and rightly. */
function plant(says: string, wall: string, path: string, wrong: string, right: string): Planted {
  return { says, wall, files: [file(path, wrong)], mended: [file(path, right)] }
}

/** The same text at a wrong and at a right place. */
function moved(says: string, wall: string, text: string, wrong: string, right: string): Planted {
  return { says, wall, files: [file(wrong, text)], mended: [file(right, text)] }
}

/** A file beside others that stay as they are. */
function beside(others: readonly SourceText[], planted: Planted): Planted {
  return { ...planted, files: [...others, ...planted.files], mended: [...others, ...planted.mended] }
}

const LEDGER = file(
  'migrations/0001.sql',
  '-- owner: ledger\ncreate table ledger.posting (id bigint);\n-- owner: query\ncreate view desk.inbox as select 1;\n',
)
const NOUN = file('src/query/scope.ts', "export const scope = 'own'\n")
const MIGRATION = 'migrations/0002.sql'

const ORDER = [
  moved('下层引用上层', 'order', "import { a } from '../query/a.js'\n", 'src/archive/b.ts', 'src/oversight/b.ts'),
  moved('只为副作用的引用', 'order', "import '../query/a.js'\n", 'src/archive/b.ts', 'src/oversight/b.ts'),
  moved('动态引用', 'order', "export const a = import('../query/a.js')\n", 'src/archive/b.ts', 'src/oversight/b.ts'),
  moved('只引用类型', 'order', "import type { A } from '../query/a.js'\n", 'src/archive/b.ts', 'src/oversight/b.ts'),
  moved('行内的类型引用', 'order', "export type B = import('../query/a.js').A\n", 'src/log/b.ts', 'src/oversight/b.ts'),
  moved('转手', 'order', "export { a } from '../query/a.js'\nexport const b = 1\n", 'src/log/b.ts', 'src/quality/b.ts'),
  moved('未知的文件夹', 'order', 'export const a = 1\n', 'src/attic/a.ts', 'src/archive/a.ts'),
  moved('不在任何房间里的文件', 'order', 'export const a = 1\n', 'src/a.ts', 'src/archive/a.ts'),
  moved('代码引用测试', 'order', "import { a } from '../../test/a.js'\n", 'src/log/b.ts', 'src/log/b.test.ts'),
  moved('拼出来的引用', 'order', "export const a = import('node:' + 'fs')\n", 'src/log/b.ts', 'src/app/b.ts'),
  plant('房间引用网页', 'order', 'src/query/b.ts', "import '../../web/a.js'\n", "import '../kernel/a.js'\n"),
  plant('借别名引用', 'order', 'src/log/a.ts', "import '@/query/a'\n", "import '@noble/curves'\n"),
]

const LADDER = [
  plant('名词引用存取', 'ladder', 'src/query/scope.ts', "import './store.js'\n", "import './purpose.js'\n"),
  plant('合同引用存取', 'ladder', 'src/query/contract.ts', "import './store.js'\n", "import './scope.js'\n"),
  plant('存取引用服务', 'ladder', 'src/query/store.ts', "import './service.js'\n", "import './contract.js'\n"),
  plant('服务引用路由', 'ladder', 'src/query/service.ts', "import './routes.js'\n", "import './store.js'\n"),
  plant('带前缀的文件名', 'ladder', 'src/query/a-store.ts', "import './b.routes.js'\n", "import './b.contract.js'\n"),
  plant(
    '类型也算',
    'ladder',
    'src/query/a.ts',
    "import type { A } from './service.js'\n",
    "import type { A } from './b.js'\n",
  ),
]

const circle = (to: string) => [file('src/query/a.ts', "import './b.js'\n"), file('src/query/b.ts', `import '${to}'\n`)]
const CYCLE: Planted[] = [
  { says: '两个文件互相引用', wall: 'cycle', files: circle('./a.js'), mended: circle('./c.js') },
  { says: '引用自己', wall: 'cycle', files: [file('src/query/a.ts', "import './a.js'\n")], mended: [NOUN] },
]

const PURITY = [
  plant('内核引用包', 'purity', 'src/kernel/a.ts', "import 'yaml'\n", "import './day.js'\n"),
  plant('政策引用 node:', 'purity', 'src/policy/a.ts', "import 'node:fs'\n", "import 'yaml'\n"),
  plant(
    '推导引用账本的存取',
    'purity',
    'src/records/a.ts',
    "import '../ledger/store.js'\n",
    "import '../ledger/fact.js'\n",
  ),
  plant('推导引用数据库', 'purity', 'src/records/a.ts', "import '../db/database.js'\n", "import '../policy/rate.js'\n"),
  plant('日期', 'purity', 'src/policy/a.ts', 'export const a = new Date(0)\n', 'export const a = 0\n'),
  plant('日期类型', 'purity', 'src/records/a.ts', 'export type A = Date\n', 'export type A = { Date: string }\n'),
  plant('网络', 'purity', 'src/records/a.ts', "export const a = fetch('x')\n", "export const a = map.fetch('x')\n"),
  plant('随机数', 'purity', 'src/kernel/a.ts', 'export const a = Math.random()\n', 'export const a = Math.max(1, 2)\n'),
  plant('拆出随机数', 'purity', 'src/kernel/a.ts', 'const { max, random } = Math\n', 'const { max, min } = Math\n'),
  plant('等待', 'purity', 'src/policy/a.ts', 'setTimeout(tell, 1)\n', 'tell(1)\n'),
  plant('进程', 'purity', 'src/kernel/a.ts', 'export const a = process.pid\n', 'export const a = { process: 1 }\n'),
  plant('绕道', 'purity', 'src/kernel/a.ts', "export const a = globalThis['Date']\n", "export const a = b['Date']\n"),
  plant(
    '别处的同名不作数',
    'purity',
    'src/kernel/a.ts',
    'function f(Date: A) {}\nDate.now()\n',
    'function f(Date: A) {\n  Date.now()\n}\n',
  ),
  plant(
    '默认取当前时间的格式化',
    'purity',
    'src/kernel/a.ts',
    'new Intl.DateTimeFormat().format()\n',
    'new Format().format()\n',
  ),
]

const PORTS = [
  moved('环境变量', 'ports', 'export const a = process.env.A\n', 'src/db/a.ts', 'src/app/a.ts'),
  moved('方括号里的环境变量', 'ports', "export const a = process['env']\n", 'src/db/a.ts', 'src/app/a.ts'),
  moved('拆出环境变量', 'ports', 'const { pid, env } = process\n', 'src/db/a.ts', 'src/app/a.ts'),
  moved('引入的进程', 'ports', "import { env } from 'node:process'\n", 'src/log/a.ts', 'src/app/a.ts'),
  moved('时钟', 'ports', 'export const a = Date.now()\n', 'src/query/service.ts', 'src/app/clock.ts'),
  moved('新建日期', 'ports', 'export const a = new Date()\n', 'src/ledger/post.ts', 'src/app/clock.ts'),
  moved('文件', 'ports', "import 'node:fs'\n", 'src/archive/service.ts', 'src/archive/paper-files.ts'),
  moved('不带 node: 的文件', 'ports', "import 'fs/promises'\n", 'src/log/tiles.ts', 'src/log/store.ts'),
  moved('子进程', 'ports', "import 'node:child_process'\n", 'src/db/migrate.ts', 'src/db/embedded.ts'),
  plant('换个名字的进程', 'ports', 'src/db/a.ts', 'const p = process\n', 'const p = process.pid\n'),
  plant('另赋给一个名字', 'ports', 'src/db/a.ts', 'p = process\n', 'p = typeof process\n'),
  plant('换个名字的日期', 'ports', 'src/db/a.ts', 'const D = Date\n', 'const isDate = a instanceof Date\n'),
  moved('从全局取', 'ports', 'const { Date: D } = globalThis\n', 'src/db/a.ts', 'src/app/a.ts'),
]

const sql = (text: string) => `export const a = \`${text}\`\n`
const TABLES = [
  plant(
    '没有归属的表',
    'tables',
    MIGRATION,
    'create table desk.a (b int);\n',
    '-- owner: query\ncreate table desk.a (b int);\n',
  ),
  plant(
    '一行归属不能管两张表',
    'tables',
    MIGRATION,
    `-- owner: query\n${'create table desk.a ();\n'.repeat(2)}`,
    '-- owner: query\ncreate table desk.a ();\n',
  ),
  plant(
    '归属于未知的文件夹',
    'tables',
    MIGRATION,
    '-- owner: attic\ncreate table desk.a ();\n',
    '-- owner: app\ncreate table desk.a ();\n',
  ),
  plant(
    '没有模式名的表',
    'tables',
    MIGRATION,
    '-- owner: query\ncreate table a ();\n',
    '-- owner: query\ncreate table desk.a ();\n',
  ),
  ...[
    moved('读别人的表', 'tables', sql('select 1 from ledger.posting'), 'src/query/store.ts', 'src/ledger/store.ts'),
    moved(
      '联接别人的表',
      'tables',
      sql('select 1 from x join ledger.posting p'),
      'src/log/store.ts',
      'src/ledger/store.ts',
    ),
    moved(
      '写别人的表',
      'tables',
      "a('INSERT INTO ledger.posting VALUES (1)')\n",
      'src/app/a.ts',
      'src/ledger/store.ts',
    ),
    moved(
      '逗号之后的表',
      'tables',
      sql('select 1 from x, ledger.posting p'),
      'src/log/store.ts',
      'src/ledger/store.ts',
    ),
    plant(
      '函数不是表',
      'tables',
      'src/log/store.ts',
      sql('select 1 from ledger.gone'),
      sql('select 1 from ledger.gone(1)'),
    ),
    moved('带引号的表名', 'tables', sql('delete from "ledger"."posting"'), 'src/app/a.ts', 'src/ledger/store.ts'),
    moved(
      '拼出来的表名',
      'tables',
      `export const a = \`copy ledger.\${b} from stdin\`\n`,
      'src/query/store.ts',
      'src/ledger/store.ts',
    ),
    plant(
      '迁移里没有的表',
      'tables',
      'src/ledger/store.ts',
      sql('select 1 from ledger.gone'),
      sql('select 1 from pg_class'),
    ),
    plant(
      '省去模式名',
      'tables',
      'src/ledger/store.ts',
      sql('select 1 from posting'),
      sql('with posting as (select 1) select 1 from posting'),
    ),
    moved('别人的视图', 'tables', sql('select 1 from desk.inbox'), 'src/ledger/store.ts', 'src/query/store.ts'),
    plant('不是语句的文字不算', 'tables', 'src/app/a.ts', sql('update ledger.posting'), sql('ledger.posting')),
  ].map((planted) => beside([LEDGER], planted)),
]

const TRANSACTIONS = [
  moved('存取里开事务', 'transactions', 'db.transaction(work)\n', 'src/query/store.ts', 'src/query/service.ts'),
  moved('路由里开事务', 'transactions', 'transaction(db, work)\n', 'src/query/routes.ts', 'src/query/case-service.ts'),
  moved('自己写 begin', 'transactions', "client.query('BEGIN')\n", 'src/query/a.ts', 'src/db/database.ts'),
]

const WEB = [
  plant(
    '网页引用服务',
    'web',
    'web/desk/a.tsx',
    "import '../../src/query/service.js'\n",
    "import '../../src/query/contract.js'\n",
  ),
  plant(
    '网页引用名词',
    'web',
    'web/desk/a.tsx',
    "import '../../src/query/scope.js'\n",
    "import '../../src/kernel/day.js'\n",
  ),
  plant('网页引用 node:', 'web', 'web/desk/a.ts', "import 'node:path'\n", "import 'react'\n"),
  plant('合同引用 node:', 'web', 'src/query/contract.ts', "import 'node:path'\n", "import '@sinclair/typebox'\n"),
  beside(
    [file('src/query/scope.ts', "import 'fastify'\n")],
    plant(
      '合同绕道到服务端',
      'web',
      'src/query/contract.ts',
      "import './scope.js'\n",
      "import type { A } from './scope.js'\n",
    ),
  ),
  plant('网页借别名引用', 'web', 'web/desk/a.ts', "import '@/query/service'\n", "import '@tanstack/react-query'\n"),
  plant('网页引用不带 node: 的', 'web', 'web/desk/a.ts', "import 'fs'\n", "import 'antd'\n"),
]

const lines = (count: number) => 'a()\n'.repeat(count)
const SHAPE = [
  ...['utils', 'helper', 'common', 'types', 'index'].map((name) =>
    moved(`文件名 ${name}`, 'shape', 'export const a = 1\n', `src/query/${name}.ts`, 'src/query/scope.ts'),
  ),
  moved('文件夹名', 'shape', 'export const a = 1\n', 'web/common/a.ts', 'web/desk/a.ts'),
  moved('测试的文件名', 'shape', 'a()\n', 'src/query/utils.test.ts', 'src/query/scope.test.ts'),
  moved('默认导出', 'shape', 'export default 1\n', 'web/vite.ts', 'web/vite.config.ts'),
  plant('默认导出的函数', 'shape', 'src/query/a.ts', 'export default function a() {}\n', 'export function a() {}\n'),
  plant(
    '改名的默认导出',
    'shape',
    'src/query/a.ts',
    'const a = 1\nexport { a as default }\n',
    'const a = 1\nexport { a }\n',
  ),
  plant(
    '桶',
    'shape',
    'src/query/a.ts',
    "export { b } from './b.js'\n",
    "import { b } from './b.js'\nexport const a = b\n",
  ),
  plant('整个转手', 'shape', 'src/query/a.ts', "export * from './b.js'\nexport const a = 1\n", 'export const a = 1\n'),
  plant('过长的文件', 'shape', 'src/query/a.ts', lines(401), lines(400)),
  plant('过长的函数', 'shape', 'src/query/a.ts', `function a() {\n${lines(59)}}\n`, `function a() {\n${lines(58)}}\n`),
  plant('过长的箭头函数', 'shape', 'web/desk/a.ts', `a(() => {\n${lines(59)}})\n`, `a(() => {\n${lines(58)}})\n`),
  plant(
    '过长的画面',
    'shape',
    'web/desk/a.tsx',
    `function A() {\n${lines(119)}}\n`,
    `function A() {\n${lines(118)}}\n`,
  ),
  moved('不是 TypeScript', 'shape', 'a()\n', 'src/query/a.mjs', 'src/query/a.ts'),
]

export const PLANTED: readonly Planted[] = [
  ...[...ORDER, ...LADDER, ...CYCLE, ...PURITY, ...PORTS],
  ...[...TABLES, ...TRANSACTIONS, ...WEB, ...SHAPE],
]
