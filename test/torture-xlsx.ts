import type { Torture } from './torture-csv.js'
import { xlsx, xlsxOf, xlsxParts } from './xlsx-writer.js'
import { type ZipPart, zip } from './zip-writer.js'

/** 刑具之二：XLSX 与压缩包。 */
const ROWS = [
  ['社会保障号码', '姓名', '缴费工资'],
  ['110101196501129991', '沈秋禾', '8000.00'],
]
const PARTS = xlsxParts({ sheets: [{ rows: ROWS }] })
const of = (what: string, make: () => Buffer, fate = 'read'): Torture => ({ what, make, fate })
const adding =
  (...more: ZipPart[]) =>
  () =>
    zip([...PARTS, ...more])
const sheet = (xml: string) => () => xlsx({ sheets: [{ xml }] })
const row = (xml: string) => sheet(`<sheetData><row r="1">${xml}</row></sheetData>`)
const altered = (name: RegExp, change: Partial<ZipPart>) => () =>
  zip(PARTS.map((part) => (name.test(part.name) ? { ...part, ...change } : part)))

const DTD = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
const LAUGHS = `<!DOCTYPE x [${Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i} "${i === 0 ? 'lol' : `&l${i - 1};`.repeat(10)}">`).join('')}]>`
const XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'

const intoPart = (declaration: string) =>
  PARTS.map((part) =>
    of(
      `${declaration.slice(10, 30)}… 在 ${part.name}`,
      altered(escaped(part.name), { data: declared(part, declaration) }),
      'file.dtd',
    ),
  )
const escaped = (name: string) => new RegExp(`^${name.replace(/[.[\]]/g, '\\$&')}$`)
const declared = ({ data }: ZipPart, declaration: string) =>
  `<?xml version="1.0"?>${declaration}${data.toString().replace(/^<\?xml[^>]*\?>/, '')}`

const NAMES: readonly (readonly [string, string])[] = [
  ...['../x', '../../etc/passwd', '/x', 'c:/x', 'c:\\x', 'xl\\..\\..\\x', './../x', 'xl/../../x'].map(
    (n) => [n, 'file.unsafe-archive'] as const,
  ),
  ['XL/WORKBOOK.XML', 'file.unsafe-archive'],
  ['xl/workbook.xml', 'file.unsafe-archive'],
  ['xl/vbaProject.bin', 'file.macros'],
  ['xl/macrosheets/sheet1.xml', 'file.macros'],
  ['xl/externalLinks/externalLink1.xml', 'read'],
  ['customXml/item1.xml', 'read'],
  ['docProps/𠮷.xml', 'read'],
  ['a'.repeat(5000), 'either'],
]

const CELLS: readonly (readonly [string, string])[] = [
  ['<c><v>1.10101E+17</v></c>', 'read'],
  ['<c><v>110101196501129991</v></c>', 'read'],
  ['<c><v>1E400</v></c>', 'either'],
  ['<c><v>NaN</v></c>', 'either'],
  ['<c><v/></c>', 'read'],
  ['<c/>', 'read'],
  ['<c t="b"><v>1</v></c>', 'read'],
  ['<c t="e"><v>#REF!</v></c>', 'read'],
  ['<c t="d"><v>2026-02-29</v></c>', 'read'],
  ['<c t="x"><v>1</v></c>', 'either'],
  ['<c t="s"><v>0</v></c>', 'file.broken-sheet'],
  ['<c t="s"><v>-1</v></c>', 'file.broken-sheet'],
  ['<c t="s"><v>1e9</v></c>', 'file.broken-sheet'],
  ['<c s="9999"><v>1</v></c>', 'read'],
  ['<c s="-1"><v>1</v></c>', 'read'],
  ['<c s="x"><v>1</v></c>', 'read'],
  ['<c r="A0"><v>1</v></c>', 'file.broken-sheet'],
  ['<c r="A2"><v>1</v></c>', 'file.broken-sheet'],
  ['<c r="1A"><v>1</v></c>', 'file.broken-sheet'],
  ['<c r="AAAA1"><v>1</v></c>', 'file.broken-sheet'],
  ['<c r="XFD1"><v>1</v></c>', 'file.too-many-columns'],
  ['<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>', 'file.broken-sheet'],
  ['<c><f>1+1</f><v>2</v></c>', 'read'],
  ['<c><f t="shared" si="0">A1</f></c>', 'read'],
  ['<c t="inlineStr"><is><r><t>沈</t></r><r><t>秋禾</t></r></is></c>', 'read'],
  ['<c t="inlineStr"><is><t>沈<rPh><t>shen</t></rPh></t></is></c>', 'either'],
  ['<c t="inlineStr"><is><t>&#0;</t></is></c>', 'either'],
  ['<c t="inlineStr"><is><t>&#xD800;</t></is></c>', 'either'],
  ['<c t="inlineStr"><is><t>&nbsp;</t></is></c>', 'file.broken'],
  ['<c t="inlineStr"><is><t><![CDATA[=1+1]]></t></is></c>', 'read'],
  ['<c t="inlineStr"><is><t><!-- 注 -->沈</t></is></c>', 'read'],
  ['<c t="inlineStr"><is><t><?php 1 ?>沈</t></is></c>', 'read'],
  [`<c t="str"><v>${'a'.repeat(40_000)}</v></c>`, 'file.cell-too-long'],
  [`<c t="str"><v>${'<b>'.repeat(2000)}${'</b>'.repeat(2000)}</v></c>`, 'either'],
  ['<c><v>1</v>', 'file.broken'],
  ['<c><v>1</c></v>', 'file.broken'],
  ['<x:c xmlns:x="urn:x"><x:v>1</x:v></x:c>', 'read'],
  ['<c a="1" a="2"><v>1</v></c>', 'either'],
]

const SHEETS: readonly (readonly [string, string, string])[] = [
  ['没有行', '<sheetData/>', 'read'],
  ['没有 sheetData', '<cols/>', 'read'],
  ['行号倒退', '<sheetData><row r="2"/><row r="1"/></sheetData>', 'file.broken-sheet'],
  ['行号重复', '<sheetData><row r="1"/><row r="1"/></sheetData>', 'file.broken-sheet'],
  ['行号为零', '<sheetData><row r="0"/></sheetData>', 'file.broken-sheet'],
  ['行号过大', '<sheetData><row r="99999999"/></sheetData>', 'file.broken-sheet'],
  ['行号不是数', '<sheetData><row r="甲"/></sheetData>', 'file.broken-sheet'],
  ['行跳到百万', '<sheetData><row r="1048576"><c><v>1</v></c></row></sheetData>', 'read'],
  ['隐藏的行', '<sheetData><row r="1" hidden="1"><c><v>1</v></c></row></sheetData>', 'read'],
  [
    '合并的格',
    '<sheetData><row r="1"><c><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:C9"/></mergeCells>',
    'read',
  ],
  ['标签不配', '<sheetData><row></sheetData>', 'file.broken'],
  ['没有关', '<sheetData><row r="1"><c><v>1', 'file.broken'],
  ['深一千层', `<sheetData>${'<x>'.repeat(1000)}${'</x>'.repeat(1000)}</sheetData>`, 'read'],
  ['注释两兆', `<!--${'a'.repeat(2 << 20)}--><sheetData/>`, 'file.bomb'],
  ['属性两兆', `<sheetData a="${'a'.repeat(2 << 20)}"/>`, 'either'],
]

/** Different, or they would pack like a bomb. */
const strings = (count: number) =>
  Array.from({ length: count }, (_, i) => `<si><t>甲${(i * 2_654_435_761) % 4_294_967_296}</t></si>`).join('')

const WORKBOOKS: readonly Torture[] = [
  of('平常', () => xlsxOf(ROWS)),
  of('严格', () => xlsx({ sheets: [{ rows: ROWS }], strict: true })),
  of('1904', () => xlsx({ sheets: [{ rows: ROWS }], date1904: true })),
  of('没有样式', () => xlsx({ sheets: [{ rows: ROWS }], without: ['xl/styles.xml'] })),
  of('隐藏的表在前', () => xlsx({ sheets: [{ state: 'hidden', rows: ROWS }, { rows: ROWS }] })),
  of('都隐藏', () => xlsx({ sheets: [{ state: 'veryHidden', rows: ROWS }] }), 'file.no-visible-sheet'),
  of('没有表', () => xlsx({ sheets: [] }), 'file.no-visible-sheet'),
  ...PARTS.filter(({ name }) => name !== PARTS.at(-1)!.name).map(({ name }) =>
    of(`缺 ${name}`, () => zip(PARTS.filter((part) => part.name !== name)), 'either'),
  ),
  of(
    '实体炸弹在共享文字',
    () => xlsx({ sheets: [{}], sharedStrings: `${LAUGHS}<sst><si><t>&l9;</t></si></sst>` }),
    'file.dtd',
  ),
  of('共享文字八万条', () => xlsx({ sheets: [{ rows: ROWS }], sharedStrings: `<sst>${strings(80_000)}</sst>` })),
  of('不是表格的压缩包', () => zip([{ name: 'a.txt', data: 'x' }]), 'file.not-xlsx'),
  of('字处理', () => zip([{ name: 'word/document.xml', data: '<x/>' }]), 'file.not-xlsx'),
]

const ZIPS: readonly Torture[] = [
  of('炸弹，以比', adding({ name: 'x.bin', data: Buffer.alloc(20 << 20) }), 'file.bomb'),
  of(
    '炸弹，以数',
    () => zip(Array.from({ length: 5000 }, (_, i) => ({ name: `${i}`, data: '' }))),
    'file.too-many-entries',
  ),
  of('炸弹，嵌套', adding({ name: 'y.zip', data: zip([{ name: 'x', data: Buffer.alloc(1 << 20) }]) })),
  of('重叠', adding({ name: 'y.xml', data: PARTS[1]!.data, sameBytesAs: PARTS[1]!.name }), 'file.unsafe-archive'),
  ...[0, 1, 10, 99_999, 0xffffffff].map((size) =>
    of(`大小写作 ${size}`, altered(/sheet1/, { statedSize: size }), 'either'),
  ),
  of('校验和不符', altered(/sheet1/, { statedCrc: 1 }), 'file.broken'),
  of('加密', altered(/sheet1/, { encrypted: true }), 'file.encrypted'),
  ...[1, 6, 9, 12, 14, 93, 95, 99].map((method) =>
    of(`压缩法 ${method}`, altered(/sheet1/, { method }), 'file.broken'),
  ),
  of('存而称压', altered(/sheet1/, { stored: true, method: 8 }), 'file.broken'),
  ...NAMES.map(([name, fate]) => of(`部件名 ${name.slice(0, 40)}`, adding({ name, data: '<x/>' }), fate)),
  of('前面有杂物', () => Buffer.concat([Buffer.from('PK\x03\x04junk'), xlsxOf(ROWS)]), 'either'),
  of('后面有杂物', () => Buffer.concat([xlsxOf(ROWS), Buffer.alloc(1000, 'x')]), 'either'),
  of('两个接在一起', () => Buffer.concat([xlsxOf(ROWS), xlsxOf(ROWS)]), 'either'),
]

/** 截断与坏字节：at even distances over a whole workbook. */
const SPOILT: Torture[] = Array.from({ length: 60 }, (_, i) => {
  const at = (bytes: Buffer) => Math.floor((bytes.length * i) / 60)
  return i % 2 === 0
    ? of(`截在 ${i}/60`, () => xlsxOf(ROWS).subarray(0, Math.max(4, at(xlsxOf(ROWS)))), 'either')
    : of(`坏在 ${i}/60`, () => flipped(xlsxOf(ROWS), at(xlsxOf(ROWS))), 'either')
})

function flipped(bytes: Buffer, at: number): Buffer {
  bytes[at]! ^= 0x5a
  return bytes
}

export const XLSX_TORTURE: readonly Torture[] = [
  ...CELLS.map(([xml, fate]) => of(`一格 ${xml.slice(0, 50)}`, row(xml), fate)),
  ...SHEETS.map(([what, xml, fate]) => of(what, sheet(xml), fate)),
  ...[DTD, XXE, LAUGHS].flatMap(intoPart),
  ...WORKBOOKS,
  ...ZIPS,
  ...SPOILT,
]
