import iconv from 'iconv-lite'
import { xlsx, xlsxParts } from './xlsx-writer.js'
import { type ZipPart, zip } from './zip-writer.js'

/** 坏文件：怎么个坏法，现造的字节，应当以什么名目拒绝。Files are made here, never kept. */
export type BadFile = readonly [what: string, make: () => Buffer, code: string]

const HEAD = '社会保障号码,姓名,缴费工资\n'
const LINE = '110101196501129991,沈秋禾,8000.00\n'
const PARTS = xlsxParts({ sheets: [{ rows: [['姓名'], ['沈秋禾']] }] })
const DTD = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'

const text = (said: string) => () => Buffer.from(said)
const hex = (digits: string) => () => Buffer.from(digits, 'hex')
const joined =
  (...parts: (string | Buffer)[]) =>
  () =>
    Buffer.concat(parts.map((one) => Buffer.from(one as string)))
const adding = (part: ZipPart) => () => zip([...PARTS, part])
const sheet = (xml: string) => () => xlsx({ sheets: [{ xml }] })
const cells = (xml: string) => sheet(`<sheetData><row r="1">${xml}</row></sheetData>`)
const altered = (change: Partial<ZipPart>) => () =>
  zip(PARTS.map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, ...change } : part)))

export const BAD_FILES: readonly BadFile[] = [
  ['空文件', text(''), 'file.empty'],
  ['旧版 xls', hex('d0cf11e0a1b11ae10000'), 'file.old-excel'],
  ['加密的工作簿', joined(hex('d0cf11e0a1b11ae1')(), iconv.encode('EncryptedPackage', 'utf-16le')), 'file.encrypted'],
  ['PDF', text('%PDF-1.7\n'), 'file.pdf'],
  ['PNG', hex('89504e470d0a1a0a'), 'file.picture'],
  ['JPEG', hex('ffd8ffe000104a46'), 'file.picture'],
  ['网页充作 xls', text('<html><table><tr><td>1</td></tr></table></html>'), 'file.web-page'],
  ['XML 表格', text('<?xml version="1.0"?><Workbook/>'), 'file.web-page'],
  ['gzip', hex('1f8b0800'), 'file.archive'],
  ['RAR', text('Rar!\u001a'), 'file.archive'],
  ['文字处理文件', () => zip([{ name: 'word/document.xml', data: '<x/>' }]), 'file.not-xlsx'],
  ['空压缩包', () => zip([]), 'file.not-xlsx'],
  ['NUL', text(`${HEAD}1\0,2,3`), 'file.nul'],
  ['UTF-32', hex('3100000032000000'), 'file.nul'],
  ['UTF-8 带 BOM 而有坏字节', joined(`\ufeff${HEAD}`, hex('ff')()), 'file.encoding-broken'],
  ['UTF-8 断在字中间', joined(`\ufeff${HEAD}`, hex('e6b2')()), 'file.encoding-broken'],
  ['UTF-8 超长编码', joined(`\ufeff${HEAD}`, hex('c0af')()), 'file.encoding-broken'],
  ['UTF-8 里的代理码', joined(`\ufeff${HEAD}`, hex('eda082')()), 'file.encoding-broken'],
  ['两种编码拼成', joined(HEAD, iconv.encode(LINE, 'gb18030')), 'file.encoding-mixed'],
  ['GB18030 坏字节', joined(iconv.encode(HEAD, 'gb18030'), hex('ff')()), 'file.encoding-broken'],
  ['UTF-16 半个生僻字', joined(hex('fffe42d80a00')()), 'file.encoding-broken'],
  ['UTF-16 单个字节结尾', joined(hex('fffe310032')()), 'file.encoding-broken'],
  ['联通之谜', hex('c4a32c31'), 'file.encoding-unclear'],
  ['引号没有关', text(`${HEAD}"110101,沈秋禾,8000.00\n`), 'file.quote'],
  ['引号后有字', text(`${HEAD}"1"2,沈秋禾,8000.00\n`), 'file.quote'],
  ['引号在中间', text(`${HEAD}1"2",沈秋禾,8000.00\n`), 'file.quote'],
  ['过长的单元格', text(`${HEAD}${'1'.repeat(40_000)},沈秋禾,1\n`), 'file.cell-too-long'],
  ['201 列', text(`${'a,'.repeat(200)}b`), 'file.too-many-columns'],
  ['公式（CSV）', text(`${HEAD}110101196501129991,=HYPERLINK("x"),1\n`.replaceAll('"', '')), 'row.formula'],
  ['动态数据交换', text(`${HEAD}@SUM(1),x,1\n`), 'row.formula'],
  ['制表符后的公式', text(`${HEAD}110101196501129991,"\t=1",1\n`), 'row.formula'],
  ['公式（XLSX）', cells('<c><f>1+1</f><v>2</v></c>'), 'row.formula'],
  ['公式样的文字（XLSX）', cells('<c t="str"><v>=1+1</v></c>'), 'row.formula'],
  ['压缩炸弹', adding({ name: 'x.bin', data: Buffer.alloc(20 * 1024 * 1024) }), 'file.bomb'],
  ['标小的大小', altered({ statedSize: 10 }), 'file.lying-size'],
  ['标大的大小', altered({ statedSize: 99_999 }), 'file.lying-size'],
  ['校验和不符', altered({ statedCrc: 7 }), 'file.broken'],
  ['压缩数据损坏', altered({ stored: true, method: 8 }), 'file.broken'],
  ['未知压缩法', adding({ name: 'x', data: 'x', method: 99 }), 'file.broken'],
  ['重名部件', adding({ name: 'xl/workbook.xml', data: 'x' }), 'file.unsafe-archive'],
  ['越界的名字', adding({ name: '../../x', data: 'x' }), 'file.unsafe-archive'],
  ['绝对的名字', adding({ name: '/x', data: 'x' }), 'file.unsafe-archive'],
  ['盘符', adding({ name: 'c:/x', data: 'x' }), 'file.unsafe-archive'],
  ['重叠的部件', adding({ name: 'y.xml', data: PARTS[1]!.data, sameBytesAs: PARTS[1]!.name }), 'file.unsafe-archive'],
  ['加密部件', adding({ name: 'x', data: 'x', encrypted: true }), 'file.encrypted'],
  ['宏', adding({ name: 'xl/vbaProject.bin', data: 'x' }), 'file.macros'],
  ['部件过多', () => zip(Array.from({ length: 201 }, (_, i) => ({ name: `${i}`, data: '' }))), 'file.too-many-entries'],
  ['实体炸弹', () => xlsx({ sheets: [{}], sharedStrings: `${DTD}<sst><si><t>&b;</t></si></sst>` }), 'file.dtd'],
  ['外部实体', () => xlsx({ sheets: [{}], prolog: '<!DOCTYPE x SYSTEM "file:///x">' }), 'file.dtd'],
  ['未定义的实体', cells('<c t="str"><v>&x;</v></c>'), 'file.broken'],
  ['标签不配对', sheet('<sheetData><row></sheetData>'), 'file.broken'],
  ['没有可见的表', () => xlsx({ sheets: [{ state: 'hidden' }] }), 'file.no-visible-sheet'],
  ['行号倒退', sheet('<sheetData><row r="3"/><row r="2"/></sheetData>'), 'file.broken-sheet'],
  ['格号重复', cells('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'), 'file.broken-sheet'],
  ['共享文字越界', cells('<c t="s"><v>9</v></c>'), 'file.broken-sheet'],
  ['第 16384 列', cells('<c r="XFD1"><v>1</v></c>'), 'file.too-many-columns'],
  ['截断', () => zip(PARTS).subarray(0, -40), 'file.broken'],
]
