import { refusal } from '../kernel/refusal.js'

/** 文件类的不予办理情形。Each says what is wrong with the file and how to make one that can be read. */
const SAVE_AS = '请在表格软件中选择“另存为”，保存为 .xlsx 或“CSV UTF-8”后重新上传'
const SAVE_AS_EN = 'use “Save as” in your spreadsheet, choose .xlsx or “CSV UTF-8”, and upload again'

type Code = `file.${string}`

/** A refusal of the whole file, without further facts. */
function whole(code: Code, zh: string, en: string) {
  return refusal<object>(
    code,
    'invalid',
    () => `${zh}。`,
    () => `${en}.`,
  )
}

type InRow = { row: number }

export const emptyFile = whole(
  'file.empty',
  '文件是空的，请填写后重新上传',
  'The file is empty; fill it in and upload again',
)
export const oldExcel = whole(
  'file.old-excel',
  '这是旧版 Excel（.xls）文件，请另存为 .xlsx 后重新上传',
  'This is an old Excel file (.xls); save it as .xlsx and upload again',
)
export const encrypted = whole(
  'file.encrypted',
  '文件设有打开密码，请取消密码后重新上传',
  'The file is protected by a password; remove it and upload again',
)
export const macros = whole(
  'file.macros',
  '文件含有宏，请另存为不带宏的 .xlsx 后重新上传',
  'The file contains macros; save it as .xlsx without them and upload again',
)
export const pdfFile = whole(
  'file.pdf',
  `这是 PDF 文件，不是表格；${SAVE_AS}`,
  `This is a PDF, not a table; ${SAVE_AS_EN}`,
)
export const pictureFile = whole(
  'file.picture',
  `这是图片，不是表格；${SAVE_AS}`,
  `This is a picture, not a table; ${SAVE_AS_EN}`,
)
export const webPage = whole(
  'file.web-page',
  `这是网页或 XML，不是表格（有的系统导出的 .xls 其实是网页）；${SAVE_AS}`,
  `This is a web page or XML, not a table (some systems export one as .xls); ${SAVE_AS_EN}`,
)
export const archiveFile = whole(
  'file.archive',
  '这是压缩包，请解压后上传其中的表格文件',
  'This is an archive; unpack it and upload the table inside',
)
export const notXlsx = whole(
  'file.not-xlsx',
  `压缩结构中没有 Excel 工作簿；${SAVE_AS}`,
  `There is no Excel workbook in this file; ${SAVE_AS_EN}`,
)
export const brokenFile = whole(
  'file.broken',
  `文件损坏或不完整，无法读取；${SAVE_AS}`,
  `The file is damaged or cut short; ${SAVE_AS_EN}`,
)
export const unsafeArchive = whole(
  'file.unsafe-archive',
  `文件内部结构异常（有重名、越界或重叠的部件），不予读取；${SAVE_AS}`,
  `The file has an abnormal inner structure (repeated, escaping or overlapping parts); ${SAVE_AS_EN}`,
)
export const lyingSize = whole(
  'file.lying-size',
  `文件内部标示的大小与实际不符，不予读取；${SAVE_AS}`,
  `The file states sizes that are not its own; ${SAVE_AS_EN}`,
)
export const dtdInFile = whole(
  'file.dtd',
  `文件内含有外部定义（DTD），不予读取；${SAVE_AS}`,
  `The file contains a document type definition; ${SAVE_AS_EN}`,
)
export const noSheet = whole(
  'file.no-visible-sheet',
  '工作簿中没有可见的工作表，请取消隐藏要申报的工作表后重新上传',
  'The workbook has no visible sheet; unhide the one to be filed and upload again',
)
export const unclearEncoding = whole(
  'file.encoding-unclear',
  '无法确定文件的文字编码，请在表格软件中另存为“CSV UTF-8”或 .xlsx 后重新上传',
  'The text encoding cannot be told for certain; save as “CSV UTF-8” or .xlsx and upload again',
)

export const tooLarge = refusal<{ megabytes: number }>(
  'file.too-large',
  'invalid',
  ({ megabytes }) => `文件超过 ${megabytes} MB，请拆分成几个文件分别上传。`,
  ({ megabytes }) => `The file is over ${megabytes} MB; split it and upload the parts.`,
)
export const tooManyEntries = refusal<{ limit: number }>(
  'file.too-many-entries',
  'invalid',
  ({ limit }) => `工作簿的部件超过 ${limit} 个，请只保留要申报的工作表，删去图片后另存重新上传。`,
  ({ limit }) => `The workbook has over ${limit} parts; keep the sheet to be filed only and upload again.`,
)
export const bomb = refusal<{ megabytes: number }>(
  'file.bomb',
  'invalid',
  ({ megabytes }) => `文件解压后过大（压缩比异常或超过 ${megabytes} MB），不予读取；请拆分或改存为 CSV 后重新上传。`,
  ({ megabytes }) =>
    `The file unpacks to far too much (an abnormal ratio, or over ${megabytes} MB); split it or save it as CSV.`,
)
export const tooManyRows = refusal<{ limit: number }>(
  'file.too-many-rows',
  'invalid',
  ({ limit }) => `表格超过 ${limit} 行，请拆分成几个文件分别上传。`,
  ({ limit }) => `The table has over ${limit} rows; split it and upload the parts.`,
)
export const tooManyColumns = refusal<InRow & { limit: number }>(
  'file.too-many-columns',
  'invalid',
  ({ row, limit }) => `第 ${row} 行超过 ${limit} 列，请删去多余的列后重新上传。`,
  ({ row, limit }) => `Row ${row} has over ${limit} columns; remove what is not needed and upload again.`,
)
export const longCell = refusal<InRow>(
  'file.cell-too-long',
  'invalid',
  ({ row }) => `第 ${row} 行有单元格内容过长（超过 32 千字符，多半是少了一个引号），请改正后重新上传。`,
  ({ row }) => `A cell of row ${row} is too long (over 32 thousand characters; perhaps a quote is missing); mend it.`,
)
export const brokenQuote = refusal<InRow>(
  'file.quote',
  'invalid',
  ({ row }) => `第 ${row} 行的双引号不成对或位置不对，请改正，或另存为 .xlsx 后重新上传。`,
  ({ row }) => `The double quotes of row ${row} do not match; mend them, or save as .xlsx and upload again.`,
)
export const nulInFile = refusal<InRow>(
  'file.nul',
  'invalid',
  ({ row }) => `第 ${row} 行含有空字符（NUL），文件可能已损坏；${SAVE_AS}。`,
  ({ row }) => `Row ${row} contains a NUL character, the file may be damaged; ${SAVE_AS_EN}.`,
)
export const brokenEncoding = refusal<InRow & { encoding: string }>(
  'file.encoding-broken',
  'invalid',
  ({ row, encoding }) => `第 ${row} 行有无法按 ${encoding.toUpperCase()} 识别的字节，文件可能已损坏；${SAVE_AS}。`,
  ({ row, encoding }) => `Row ${row} holds bytes that are not ${encoding.toUpperCase()}; ${SAVE_AS_EN}.`,
)
export const mixedEncoding = refusal<InRow>(
  'file.encoding-mixed',
  'invalid',
  ({ row }) => `文件混用了两种文字编码（见第 ${row} 行），多半是由几个文件拼成的；${SAVE_AS}。`,
  ({ row }) => `The file mixes two text encodings (see row ${row}), as when files are joined; ${SAVE_AS_EN}.`,
)
export const brokenSheet = refusal<InRow>(
  'file.broken-sheet',
  'invalid',
  ({ row }) => `工作表第 ${row} 行的内部编号错乱，无法读取；${SAVE_AS}。`,
  ({ row }) => `The inner numbering of row ${row} is broken; ${SAVE_AS_EN}.`,
)

export const formulaCell = refusal<InRow & { column: string }>(
  'row.formula',
  'invalid',
  ({ row, column }) => `第 ${row} 行 ${column} 列的单元格含公式，请粘贴为数值后重新上传。`,
  ({ row, column }) => `The cell in row ${row}, column ${column} holds a formula; paste it as a value.`,
)

type Columns = { columns: readonly string[] }

export const missingColumns = refusal<Columns>(
  'header.missing-columns',
  'invalid',
  ({ columns }) => `表头缺少：${columns.join('、')}。请在第一行写上这些列名（中文名或部颁指标代码均可）。`,
  ({ columns }) => `The header lacks: ${columns.join(', ')}. Write these names (or ministry codes) in the first row.`,
)
export const duplicateColumns = refusal<Columns>(
  'header.duplicate-columns',
  'invalid',
  ({ columns }) => `表头有重复的列：${columns.join('、')}。请只保留一列。`,
  ({ columns }) => `The header repeats: ${columns.join(', ')}. Keep one column of each.`,
)
export const noHeader = refusal<object>(
  'header.missing',
  'invalid',
  () => '文件没有任何内容行，请在第一行写表头，从第二行起填写数据。',
  () => 'The file has no rows; write the header in the first row and the data below it.',
)
