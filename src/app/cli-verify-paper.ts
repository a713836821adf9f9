import { readFile } from 'node:fs/promises'
import type { FileState, PaperState } from '../certificates/contract.js'
import { type JudgedFile, judgeFile, registerState } from '../certificates/file-check-service.js'
import { Refusal } from '../kernel/refusal.js'
import { type Ground, openGround, openRole } from './foundation.js'
import { unreadablePaper } from './refusals.js'
import { readSettings } from './settings.js'

/**
 * 核验一份电子证明：quanyi verify --paper 文件.pdf。The same judgement as on the public page, by the register of this house; nothing
 * of a person is shown. Reads only. Exit 1 where the file is not whole and on the register.
 */
export async function verifyPaper(path: string, args: readonly string[]): Promise<number> {
  const file = await readFile(path).catch(() => undefined)
  if (file === undefined) throw new Refusal(unreadablePaper, { path })
  const ground = await openGround(readSettings(process.env, args.includes('--demo')), true)
  try {
    const told = await judged(ground, file)
    console.log(args.includes('--json') ? JSON.stringify(told, null, 2) : printed(told))
    return told.state === 'whole' || told.state === 'unnumbered' ? 0 : 1
  } finally {
    await ground.stop()
  }
}

interface Told {
  readonly state: FileState
  readonly serial?: string
  readonly paperState?: PaperState
  readonly signedAt?: string
  readonly fingerprint?: string
}

async function judged(ground: Ground, file: Buffer): Promise<Told> {
  const verify = openRole(ground, 'quanyi_verify', 1)
  try {
    const found = await verify.transaction({}, (trx) => judgeFile(trx, file, Number.POSITIVE_INFINITY))
    return told(found, registerState(found, ground.settings.clock.today()))
  } finally {
    await verify.close()
  }
}

function told({ state, found, stub }: JudgedFile, paperState: PaperState | undefined): Told {
  const { certificate, signedAt, serial = stub?.serial } = found
  return {
    state,
    ...(serial === undefined ? {} : { serial }),
    ...(paperState === undefined ? {} : { paperState }),
    ...(signedAt === undefined ? {} : { signedAt }),
    ...(certificate === undefined ? {} : { fingerprint: certificate.fingerprint256 }),
  }
}

const STATES: Readonly<Record<FileState, string>> = {
  whole: '✓ 签名完好，与存根逐字节相同',
  unnumbered: '✓ 签名完好；不是有流水号的证明，没有存根可比',
  unregistered: '✗ 签名相符，但登记中没有这样一份；不可采信，并请查签名密钥是否外泄',
  appended: '✗ 签名之后又添了内容，不是当初给出的文件',
  changed: '✗ 签名已破：文件给出之后改动过',
  foreign: '✗ 签名不是本机构的证书所签',
  unsigned: '✗ 没有签名：不是本机构给出的电子文件，或签名已被去除',
}

const PAPER_STATES: Readonly<Record<PaperState, string>> = {
  true: '有效',
  laterChanged: '出具后记录有更正',
  replaced: '已换发',
  withdrawn: '已撤回',
  expired: '已过核验有效期',
}

function printed({ state, serial, paperState, signedAt, fingerprint }: Told): string {
  return [
    STATES[state],
    ...(serial === undefined
      ? []
      : [`流水号 ${serial}${paperState === undefined ? '' : `，${PAPER_STATES[paperState]}`}`]),
    ...(signedAt === undefined ? [] : [`签署于 ${signedAt}（北京时间）`]),
    ...(fingerprint === undefined ? [] : [`证书 SHA-256 ${fingerprint}`]),
  ].join('\n')
}
