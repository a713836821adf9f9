import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { createInterface, type Interface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { Refusal } from '../kernel/refusal.js'
import { interrupted, serverUnreachable } from './start-refusals.js'

/**
 * 以经办身份办事的命令。Whoever discloses or posts has signed in: these are clients of the staff listener, with a second
 * factor, and every look they take is a line in the access book like any other.
 */
export interface Session {
  readonly url: string
  readonly cookie: string
  readonly csrf: string
}

const OPTIONS = {
  url: { type: 'string', default: 'http://127.0.0.1:8081' },
  login: { type: 'string' },
  json: { type: 'boolean', default: false },
  month: { type: 'string' },
  employer: { type: 'string' },
  person: { type: 'string' },
  purpose: { type: 'string' },
  year: { type: 'string' },
  out: { type: 'string' },
  approve: { type: 'boolean', default: false },
  follow: { type: 'boolean', default: false },
} as const

export type Options = ReturnType<typeof read>['values']

export function read(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
}

/** 导入：a filing handed in at the counter. Ends in a submission that waits for review; posts nothing. */
export async function importFile(args: readonly string[]): Promise<number> {
  const { values, positionals } = read(args)
  const [path] = positionals
  if (path === undefined || values.month === undefined || values.employer === undefined) {
    return usage('quanyi import 文件 --employer 统一社会信用代码 --month 2026-10 [--login 登录名]')
  }
  const bytes = await readFile(path).catch(() => {
    throw new ClientRefused(
      `读不到文件“${path}”，请核对路径与权限。\nThe file “${path}” cannot be read; check its path and permissions.`,
    )
  })
  const session = await signIn(values)
  const form = new FormData()
  form.append('creditCode', values.employer)
  form.append('settlementMonth', values.month)
  form.append('file', new Blob([bytes]), basename(path))
  progress(`上传 ${basename(path)}（${bytes.length} 字节）…`)
  const preview = (await call(session, 'POST', '/api/desk/filings', form)) as Preview
  const { id, revision, rowsIn, accepted, refused } = preview.submission
  for (const row of preview.refusedRows) progress(`第 ${row.row} 行 ${row.column}：${row.sentence.zh}${row.remedy.zh}`)
  progress(`共 ${rowsIn} 行，接受 ${accepted} 行，未接受 ${refused} 行`)
  if (accepted > 0)
    await call(session, 'POST', `/api/desk/filings/${id}/submit`, { revision, acceptedOnly: refused > 0 })
  print(values, preview, accepted > 0 ? `已提交审核：${id}` : '没有可接受的行，未提交')
  return refused === 0 ? 0 : 1
}

/** 查询一人的权益记录。 */
export async function showRecord(args: readonly string[]): Promise<number> {
  const { values } = read(args)
  if (values.person === undefined || values.purpose === undefined) {
    return usage('quanyi record --person 个人编号 --purpose 事由 [--login 登录名] [--json]')
  }
  const session = await signIn(values)
  const query = new URLSearchParams({ purpose: values.purpose })
  const answer = (await call(session, 'GET', `/api/persons/${values.person}/record?${query}`)) as RecordLike
  const { sections } = answer
  const lines = [
    `姓名 ${sections.registration?.person.fullName ?? ''}  证件号码 ${sections.registration?.person.identityNumber ?? ''}`,
    ...(sections.account?.months ?? []).map(
      ({ insurance, actualMonths }) => `险种 ${insurance} 实际缴费 ${actualMonths?.text ?? '未接入'}`,
    ),
    `个人账户储存额 ${sections.account?.balance?.text ?? '无'}`,
    `截至 ${answer.asOf.through}，事实之树 ${answer.asOf.knownAt}`,
  ]
  print(values, answer, lines.join('\n'))
  return 0
}

/** 出具年度权益记录单。 */
export async function printStatement(args: readonly string[]): Promise<number> {
  const { values } = read(args)
  const { person, year, purpose, out } = values
  if (person === undefined || year === undefined || purpose === undefined) {
    return usage('quanyi statement --person 个人编号 --year 2025 --purpose 事由 [--out 文件.pdf]')
  }
  const session = await signIn(values)
  const answer = await request(session, 'POST', `/api/persons/${person}/statements`, { year: Number(year), purpose })
  const file = out ?? `statement-${year}.pdf`
  await writeFile(file, Buffer.from(await answer.arrayBuffer()), { mode: 0o600 })
  print(values, { file }, `已出具：${file}`)
  return 0
}

export async function signIn({ url, login }: Options): Promise<Session> {
  const ask = createInterface({ input: process.stdin, output: process.stderr })
  const answer = async (name: string, says: string, given?: string) => given ?? process.env[name] ?? typed(ask, says)
  try {
    const body = {
      realm: 'staff',
      login: await answer('QUANYI_LOGIN', '登录名', login),
      password: await answer('QUANYI_PASSWORD', '密码'),
      oneTimePassword: await answer('QUANYI_CODE', '动态口令'),
    }
    const reply = await request({ url: url!, cookie: '', csrf: '' }, 'POST', '/api/sign-in', body)
    const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const { csrf } = (await reply.json()) as { csrf: string }
    return { url: url!, cookie, csrf }
  } finally {
    ask.close()
  }
}

/** Typed at the terminal; where there is none, or it ends, that is said instead of ending as if all were done. */
async function typed(ask: Interface, says: string): Promise<string> {
  const ended = new Promise<never>((_, reject) => {
    ask.once('close', () => reject(new Refusal(interrupted, { asked: says })))
  })
  return Promise.race([ask.question(`${says}：`), ended])
}

export async function call(session: Session, method: string, path: string, body?: object): Promise<unknown> {
  return (await request(session, method, path, body)).json()
}

async function request({ url, cookie, csrf }: Session, method: string, path: string, body?: object): Promise<Response> {
  const isForm = body instanceof FormData
  const reply = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(cookie === '' ? {} : { cookie, 'x-quanyi-csrf': csrf }),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  }).catch(() => {
    throw new Refusal(serverUnreachable, { url })
  })
  if (reply.ok) return reply
  const { message } = (await reply.json().catch(() => ({}))) as { message?: string }
  throw new ClientRefused(message ?? `请求未办理（${reply.status}），请核对 --url 是不是经办端的地址。`)
}

/** The server's own sentence, for the terminal. */
export class ClientRefused extends Error {}

export function print({ json }: Options, whole: unknown, words: string): void {
  console.log(json ? JSON.stringify(whole, null, 2) : words)
}

export function progress(says: string): void {
  process.stderr.write(`${says}\n`)
}

export function usage(text: string): number {
  console.error(`缺少必填的内容。用法：${text}\nSomething required is missing. Usage: ${text}`)
  return 1
}

interface Both {
  readonly zh: string
}

interface Preview {
  readonly submission: { id: string; revision: number; rowsIn: number; accepted: number; refused: number }
  readonly refusedRows: readonly { row: number; column: string; sentence: Both; remedy: Both }[]
}

interface RecordLike {
  readonly asOf: { through: string; knownAt: number }
  readonly sections: {
    registration?: { person: { fullName: string; identityNumber: string } }
    account?: { months: readonly { insurance: string; actualMonths?: { text: string } }[]; balance?: { text: string } }
  }
}
