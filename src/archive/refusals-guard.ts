import { refusal } from '../kernel/refusal.js'
import type { PdfFault } from './paper-pdf.js'

export { largePaper, wrongPaperType } from './refusals.js'

/** 收件把关的不予办理情形。 */
export const typeDiffers = refusal<{ said: string; found: string }>(
  'paper.type-differs',
  'invalid',
  ({ said, found }) =>
    `文件名写作 .${said}，内容却是 ${found.toUpperCase()}。请核对是否拿错文件，按内容改好后缀再上传。`,
  ({ said, found }) =>
    `The file is named .${said} but holds ${found.toUpperCase()}. Check that it is the right file, give it its proper name and upload it again.`,
)

export const brokenPaper = refusal<object>(
  'paper.broken',
  'invalid',
  () => '文件不完整或打不开。请重新扫描或重新导出后上传。',
  () => 'The file is not whole or does not open. Scan or export it again and upload that.',
)

export const bombPaper = refusal<{ width: number; height: number; megapixels: number }>(
  'paper.too-many-pixels',
  'invalid',
  ({ width, height, megapixels }) =>
    `图像声明为 ${width}×${height} 像素，超过 ${megapixels} 百万像素。请以较低的分辨率重新扫描。`,
  ({ width, height, megapixels }) =>
    `The picture declares ${width} by ${height} pixels, over ${megapixels} million. Scan it at a lower resolution.`,
)

export const twofoldPaper = refusal<object>(
  'paper.two-in-one',
  'invalid',
  () => '文件的结尾之后还有别的内容，不是单纯的一份资料。请重新扫描或另存后上传。',
  () => 'Something else stands behind the end of the file. Scan it again or save it anew and upload that.',
)

const FAULTS: Readonly<Record<PdfFault, readonly [zh: string, en: string]>> = {
  encrypted: ['设了密码', 'is locked by a password'],
  script: ['带有脚本或宏', 'holds scripts or macros'],
  embedded: ['夹带了别的文件', 'carries other files'],
  launches: ['带有自动打开或提交的动作', 'opens or sends something by itself'],
  trailing: ['结尾之后还有内容', 'goes on behind its end'],
  broken: ['打不开', 'does not open'],
}

export const activePdf = refusal<{ fault: PdfFault }>(
  'paper.active',
  'invalid',
  ({ fault }) =>
    `文件${FAULTS[fault][0]}，不能作为原始资料保存。请打印后扫描，或另存为不带密码与附件的普通文件再上传。`,
  ({ fault }) =>
    `The file ${FAULTS[fault][1]} and cannot be kept as a source document. Print and scan it, or save a plain copy without password and attachments.`,
)

export const secretPaper = refusal<object>(
  'paper.state-secret',
  'invalid',
  () => '资料带有国家秘密标志，不得进入本系统。请立即停止上传，按保密规定交由保密工作机构办理。',
  () =>
    'The paper carries the mark of a state secret and may not enter this system. Stop, and hand it to the secrecy office as its rules say.',
)

export const infectedPaper = refusal<{ found: string }>(
  'paper.infected',
  'invalid',
  ({ found }) => `文件查出病毒（${found}），没有保存，已上报。请在干净的机器上重新扫描资料后上传。`,
  ({ found }) =>
    `The file is infected (${found}); it was not kept and has been reported. Scan the paper anew on a clean machine.`,
)

export const waitingPaper = refusal<object>(
  'paper.waiting-for-scan',
  'conflict',
  () => '查毒程序暂不可用，资料已收下，尚未查毒，所依据的报送暂不能提交。请稍后再提交。',
  () =>
    'The virus scanner does not answer just now. The paper is kept but not yet scanned, and what rests on it cannot be submitted. Submit it again later.',
)

export const lostPaper = refusal<{ case: string }>(
  'paper.destroyed',
  'conflict',
  ({ case: number }) => `这份资料已依法销毁（销毁案 ${number}），不能再调阅或引用。`,
  ({ case: number }) => `This paper was lawfully destroyed (case ${number}) and can be neither opened nor cited.`,
)
