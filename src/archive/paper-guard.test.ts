import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { jpeg, packedPdf, pdf, png, tiff } from '../../test/paper-samples.js'
import { zip as zipOf } from '../../test/zip-writer.js'
import { Refusal } from '../kernel/refusal.js'
import { guardPaper } from './paper-guard.js'

const LIMITS = { megabytes: 1, megapixels: 100 }

function codeOf(bytes: Uint8Array, fileName?: string): string {
  try {
    return guardPaper(bytes, LIMITS, fileName)
  } catch (error) {
    if (error instanceof Refusal) return error.entry.code
    throw error
  }
}

const zip = (names: readonly string[]) => zipOf(names.map((name) => ({ name, data: '<a/>' })))

test.each([
  ['PDF', pdf(), 'a.pdf', 'application/pdf'],
  ['流里的字样不算', pdf('/Pages 2 0 R'), undefined, 'application/pdf'],
  ['打包的目录', packedPdf('<< /Type /Page >>'), 'a.PDF', 'application/pdf'],
  ['PNG', png(2480, 3508), 'a.png', 'image/png'],
  ['JPEG', jpeg(2480, 3508), 'a.jpeg', 'image/jpeg'],
  ['TIFF', tiff(2480, 3508), 'a.tif', 'image/tiff'],
  ['OFD', zip(['OFD.xml', 'Doc_0/Document.xml']), 'a.ofd', 'application/ofd'],
  ['文字', Buffer.from('甲,乙\n1,2\n'), '表.csv', 'text/csv'],
])('%s，收', (_says, bytes, name, media) => {
  expect(codeOf(bytes, name)).toBe(media)
})

article('M14-6b', '原始资料的把关：不合的有名目地拒绝', () => {
  test.each([
    ['名实不符', png(10, 10), 'a.pdf', 'paper.type-differs'],
    ['过大', Buffer.alloc(1024 * 1024 + 1, 65), undefined, 'paper.too-large'],
    ['像素过多', png(50_000, 50_000), undefined, 'paper.too-many-pixels'],
    ['像素过多', jpeg(65_000, 65_000), undefined, 'paper.too-many-pixels'],
    ['像素过多', tiff(100_000, 100_000), undefined, 'paper.too-many-pixels'],
    ['没有像素', png(0, 10), undefined, 'paper.broken'],
    ['目录成环', tiff(10, 10, 8), undefined, 'paper.broken'],
    ['半截', png(10, 10).subarray(0, 40), undefined, 'paper.broken'],
    ['半截', jpeg(10, 10).subarray(0, 20), undefined, 'paper.broken'],
    ['图后有物', png(10, 10, 'PK'), undefined, 'paper.two-in-one'],
    ['图后有物', jpeg(10, 10, '<script>'), undefined, 'paper.two-in-one'],
    ['文后有物', pdf('', 'PK\u0003\u0004'), undefined, 'paper.two-in-one'],
    ['没有结尾', Buffer.from('%PDF-1.4\n'), undefined, 'paper.broken'],
    ['加密', pdf('/Encrypt 5 0 R'), undefined, 'paper.active'],
    ['脚本', pdf('/OpenAction << /S /JavaScript /JS (x) >>'), undefined, 'paper.active'],
    ['脚本，改头换面', pdf('/Names << /J#61vaScript 3 0 R >>'), undefined, 'paper.active'],
    ['夹带', pdf('/Names << /EmbeddedFiles 3 0 R >>'), undefined, 'paper.active'],
    ['启动', pdf('/A << /S /Launch >>'), undefined, 'paper.active'],
    ['脚本，藏在打包的目录里', packedPdf('<< /S /JavaScript >>'), undefined, 'paper.active'],
    ['脚本，目录也改头换面', packedPdf('<< /S /JavaScript >>', '/Obj#53tm'), undefined, 'paper.active'],
    ['打包炸弹', packedPdf(' '.repeat(70 * 1024 * 1024)), undefined, 'paper.broken'],
    ['别的压缩包', zip(['a.txt']), undefined, 'paper.type'],
    ['带宏的表', zip(['[Content_Types].xml', 'xl/vbaProject.bin']), undefined, 'paper.active'],
    ['程序', Buffer.from('MZ\x90\x00\x03'), undefined, 'paper.type'],
    ['空', Buffer.alloc(0), undefined, 'paper.empty'],
  ])('%s，不收', (_says, bytes, name, code) => {
    expect(codeOf(bytes, name)).toBe(code)
  })
})

article('WH-19a', '带国家秘密标志的，不得进入本系统', () => {
  test.each([
    ['文字里', Buffer.from('机密★10年\n甲,乙\n'), undefined],
    ['国标码的文字里', Buffer.from([0xbb, 0xfa, 0xc3, 0xdc, 0xa1, 0xef, 0x0a]), undefined],
    ['文件名里', pdf(), '秘密★五年.pdf'],
  ])('%s', (_says, bytes, name) => {
    expect(codeOf(bytes, name)).toBe('paper.state-secret')
  })
  test('对照：平常的“保密”“秘密”二字不在此列', () => {
    expect(codeOf(Buffer.from('保密协议,商业秘密\n'))).toBe('text/csv')
  })
})
