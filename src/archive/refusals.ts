import { refusal } from '../kernel/refusal.js'

/** 原始资料的不予办理情形。 */
export const emptyPaper = refusal<object>(
  'paper.empty',
  'invalid',
  () => '文件是空的，请重新选择文件后上传。',
  () => 'The file is empty; choose another and upload again.',
)

export const largePaper = refusal<{ megabytes: number }>(
  'paper.too-large',
  'invalid',
  ({ megabytes }) => `文件超过 ${megabytes} MB，请压缩扫描件或拆分后上传。`,
  ({ megabytes }) => `The file is over ${megabytes} MB; scan it smaller or split it.`,
)

export const wrongPaperType = refusal<object>(
  'paper.type',
  'invalid',
  () => '只接收 PDF、OFD、JPEG、PNG、TIFF、XLSX 与 CSV 文件，且内容须与类型相符。请另存为其中一种后上传。',
  () =>
    'Only PDF, OFD, JPEG, PNG, TIFF, XLSX and CSV files are taken, and the content must be of that type. Save it as one of them.',
)

export const missingPaper = refusal<{ document: string }>(
  'paper.missing',
  'missing',
  () => '找不到这份原始资料，请先上传再引用。',
  () => 'This source document was not found; upload it before citing it.',
)

export const noUpload = refusal<object>(
  'paper.no-file',
  'invalid',
  () => '没有收到文件，请选择文件后上传。',
  () => 'No file came; choose one and upload it.',
)

export const brokenUpload = refusal<object>(
  'paper.broken-upload',
  'invalid',
  () => '上传的内容不完整，请重新上传。',
  () => 'The upload did not arrive whole; send it again.',
)
