import pg from 'pg'
import { Refusal, type RefusalEntry } from '../kernel/refusal.js'
import { LogDamaged } from '../log/damage.js'
import {
  databaseAddress,
  databaseBusy,
  databaseMissing,
  databasePassword,
  databaseRights,
  databaseSaid,
  databaseUnreachable,
  diskFull,
  notAFolder,
  notMigrated,
  notWritable,
  portDenied,
  portTaken,
  treesDamaged,
} from './start-refusals.js'

/** What is said in both languages: a refusal, whatever its facts. */
type Sentence = Pick<Refusal, 'say'>

interface Told extends Error {
  readonly code?: string
  readonly path?: string
  readonly dest?: string
  readonly syscall?: string
  readonly address?: string
  readonly port?: number
  readonly cause?: unknown
  readonly errors?: readonly unknown[]
}

/**
 * 机器的错说成话。What the machine or the database said, as a refusal with a way forward; nothing where it is a defect of ours.
 * `databaseUrl` only names the place: its password is never printed.
 * A command that migrates nothing may meet an installation older than itself.
 */
export function inWords(error: unknown, databaseUrl: string | undefined, migrates = true): Sentence | undefined {
  const where = placeOf(databaseUrl)
  for (const one of chain(error)) {
    if (one instanceof Refusal) return one
    if (!migrates && OLDER.includes(one.code ?? '')) return new Refusal(notMigrated, { where })
    const found = wordsFor(one, where)
    if (found !== undefined) return found
  }
  return undefined
}

/** The error, then what caused it: a failed connection to two addresses is one error with two inside. */
function* chain(error: unknown, depth = 0): Generator<Told> {
  if (!(error instanceof Error) || depth > 5) return
  const told = error as Told
  yield told
  for (const inner of [...(told.errors ?? []), told.cause]) yield* chain(inner, depth + 1)
}

function wordsFor(error: Told, where: string): Sentence | undefined {
  if (error instanceof LogDamaged) return new Refusal(treesDamaged, { said: error.message })
  if (error instanceof pg.DatabaseError) return databaseWords(error, where)
  if (error.syscall === 'listen') return listenWords(error)
  if (/^(timeout expired|Connection terminated)/.test(error.message)) return new Refusal(databaseUnreachable, { where })
  const { code = '', syscall = '' } = error
  if (UNREACHABLE.has(code)) return new Refusal(databaseUnreachable, { where })
  if (code === 'ERR_INVALID_URL') return new Refusal(databaseAddress, {})
  const isPath = ['EEXIST', 'ENOENT'].includes(code)
  const entry = isPath && !['mkdir', 'open'].includes(syscall) ? undefined : FILES[code]
  return entry && new Refusal(entry, { where: error.dest ?? error.path ?? '' })
}

const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'])

const FILES: Readonly<Record<string, RefusalEntry<{ where: string }>>> = {
  ...{ ENOSPC: diskFull, EDQUOT: diskFull },
  ...{ EACCES: notWritable, EPERM: notWritable, EROFS: notWritable },
  ...{ ENOTDIR: notAFolder, EEXIST: notAFolder, EISDIR: notAFolder, ENOENT: notAFolder },
}

function listenWords({ code, address, port }: Told): Sentence {
  const where = [address, port].filter((one) => one !== undefined).join(':')
  return new Refusal(code === 'EADDRINUSE' ? portTaken : portDenied, { where })
}

const DATABASE: Readonly<Record<string, RefusalEntry<{ where: string }>>> = {
  ...{ '28P01': databasePassword, '28000': databasePassword, '3D000': databaseMissing, '53300': databaseBusy },
  ...{ '57P01': databaseUnreachable, '57P02': databaseUnreachable, '57P03': databaseUnreachable },
  ...{ '53100': diskFull },
}

/** Tables and columns an older installation lacks. */
const OLDER = ['42P01', '3F000', '42703']

/** 其余的类别是我们写错了的语句：a defect, whole. Connections, resources, operators and rights are not. */
function databaseWords({ code = '', message }: pg.DatabaseError, where: string): Sentence | undefined {
  const entry = DATABASE[code]
  if (entry !== undefined) return new Refusal(entry, { where })
  if (code === '42501') return new Refusal(databaseRights, { where, said: message })
  return /^(08|53|57|58)/.test(code) ? new Refusal(databaseSaid, { where, said: message, code }) : undefined
}

/** 主机、端口与库名，没有用户与口令。 */
export function placeOf(databaseUrl: string | undefined): string {
  if (databaseUrl === undefined) return '（自带 / built-in）'
  try {
    const { host, pathname } = new URL(databaseUrl)
    return `${host}${pathname}`
  } catch {
    return 'DATABASE_URL'
  }
}
