import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { verifyPaper } from '../src/app/cli-verify-paper.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import type { FileAnswer, PaperCertificates } from '../src/certificates/contract.js'
import { getCopy } from '../src/certificates/issue-service.js'
import type { PaperView } from '../src/certificates/statement-contract.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { expectFits, PHONE, see } from './browser.js'
import { city, inBrowser, shot, visits } from './city-browsing.js'
import { type Answer, formOf, Visitor } from './visitor.js'
import { violations } from './wcag.js'

const SIZE = {
  ...DEMO_CITY,
  ...{ seed: '电子文件', employers: 3, lives: 6, cases: false, scenes: false },
  ...{ from: parsePeriod('2019-01'), through: parsePeriod('2019-12') },
}

/** 有意引出的不予办理。 */
const PROVOKED = /status of 400/

let folder: string
let paper: Buffer
let changed: Buffer
let serial: string

inBrowser('电子文件的核验', { size: SIZE, forgiven: PROVOKED }, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quanyi-file-'))
    const person = city.people.find(({ realm }) => realm === 'citizen')!
    const one = new Visitor(city.publicUrl)
    await one.signIn({ realm: 'citizen', login: person.login, password: person.password })
    const made = await one.post<PaperView>('/api/my/statements', { year: 2019 })
    serial = made.serial
    paper = await pdfOf(one, serial)
    changed = Buffer.from(paper)
    changed[5_000] = changed[5_000]! ^ 1
    writeFileSync(at('原件.pdf'), paper)
    writeFileSync(at('改过.pdf'), changed)
    writeFileSync(at('照片.pdf'), Buffer.from('\x89PNG\r\n', 'latin1'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  article('BQ-7a', '公众核验页收电子文件：完好的、改过的、不是 PDF 的，各有所答', () => {
    test('手机上：原件完好，列出状态与纸上的数', async () => {
      await visits.asAnybody(
        '/verify',
        async (page) => {
          await choose(page, '原件.pdf')
          await see(page, '签名完好，是本机构给出的原件', '真实有效', serial, '逐项对照纸上的数')
          await expectFits(page)
          await page.getByText('逐项对照纸上的数').click()
          await see(page, '累计实际缴费月数')
          expect(await violations(page, '原件')).toEqual([])
          await shot(page, 'verify-file-whole-phone')
        },
        PHONE,
      )
    })

    test('改了一个字节：签名已破，什么也不列', async () => {
      await visits.asAnybody('/verify', async (page) => {
        await choose(page, '改过.pdf')
        await see(page, '签名已破：文件改动过')
        expect(await page.getByText(serial).count()).toBe(0)
        expect(await violations(page, '改过的')).toEqual([])
        await shot(page, 'verify-file-changed-desk')
      })
    })

    test('英文；公布的证书与签名所用的是同一张', async () => {
      await visits.asAnybody('/verify', async (page) => {
        await page.getByRole('button', { name: 'English' }).click()
        await choose(page, '原件.pdf', 'Choose the PDF')
        await see(page, 'The signature is whole: this is the original')
        await page.getByText('Check it yourself: signing certificates').click()
        const { certificates } = await asked<PaperCertificates>('/api/paper-certificates')
        expect(certificates.map(({ current }) => current)).toEqual([true])
        await see(page, certificates[0]!.fingerprint)
        expect(await violations(page, 'English')).toEqual([])
        await shot(page, 'verify-file-english')
      })
    })

    test('接口：改过的、垃圾、没有文件、太大的，都有名目，没有一个 500', async () => {
      const send = (bytes: Buffer) => new Visitor(city.publicUrl).ask<FileAnswer>(upload(bytes))
      expect((await send(paper)).body).toMatchObject({ state: 'whole', paperState: 'true', paper: { serial } })
      expect((await send(changed)).body).toEqual({ state: 'changed' })
      const refused = [
        await send(Buffer.from('垃圾')),
        await send(Buffer.concat([paper, Buffer.alloc(6 * 1024 * 1024)])),
        await new Visitor(city.publicUrl).ask({ method: 'POST', path: '/api/check/file', body: new FormData() }),
        await new Visitor(city.publicUrl).ask({ method: 'POST', path: '/api/check/file', body: { file: 1 } }),
      ]
      expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400])
      expect(refused.map(codeOf)).toEqual([
        ...['paper.file-not-pdf', 'paper.file-too-large', 'upload.no-file', 'upload.no-file'],
      ])
    })

    test('命令行：完好的答 0，改过的答 1；私钥在密钥一处，只有本用户读得', async () => {
      const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
      vi.stubEnv('QUANYI_HOME', city.house.settings.home)
      vi.stubEnv('DATABASE_URL', city.house.adminUrl)
      try {
        expect(await verifyPaper(at('原件.pdf'), ['--demo', '--json'])).toBe(0)
        expect(JSON.parse(String(said.mock.lastCall))).toMatchObject({ state: 'whole', serial, paperState: 'true' })
        expect(await verifyPaper(at('改过.pdf'), ['--demo'])).toBe(1)
        expect(String(said.mock.lastCall)).toContain('签名已破')
        await expect(verifyPaper(at('没有.pdf'), ['--demo'])).rejects.toThrow('verify.unreadable-file')
      } finally {
        vi.unstubAllEnvs()
        said.mockRestore()
      }
      expect(statSync(join(city.house.place.keys, 'paper-signing.pem')).mode & 0o777).toBe(0o600)
    })
  })
})

const at = (name: string) => join(folder, name)

async function choose(page: Page, name: string, label = '选择 PDF 文件'): Promise<void> {
  await page.getByLabel(label).setInputFiles(at(name))
}

function asked<T>(path: string): Promise<T> {
  return new Visitor(city.publicUrl).get<T>(path)
}

function upload(bytes: Buffer) {
  return { method: 'POST', path: '/api/check/file', body: formOf('文件.pdf', bytes, {}) }
}

function codeOf({ body }: Answer): unknown {
  return (body as { code?: unknown }).code
}

async function pdfOf(one: Visitor, of: string): Promise<Buffer> {
  const { rooms, papers } = city.served
  const { personId } = await rooms.signIn.sessionOf(one.token, 'citizen')
  const { pdf } = await city.house.app.transaction({}, (trx) => getCopy(trx, papers.issue, personId, of))
  return Buffer.from(pdf)
}
