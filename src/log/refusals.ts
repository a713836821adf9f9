import { refusal } from '../kernel/refusal.js'

/** 存证树的不予办理情形。What was handed in from outside does not hold: a note, a checkpoint, a proof, a key. */
export const malformedNote = refusal<{ where: string }>(
  'note.malformed',
  'invalid',
  ({ where }) => `签名文本格式不符（${where}），请使用原样下载的文件，不要用文字处理软件改动。`,
  ({ where }) => `The signed note is malformed (${where}); use the file exactly as it was downloaded.`,
)

export const unsignedNote = refusal<{ names: string }>(
  'note.unsigned',
  'invalid',
  ({ names }) => `签名文本没有可信密钥的签名（应有其一：${names}），不能采信。`,
  ({ names }) => `The note carries no signature by a trusted key (one of: ${names}) and cannot be relied on.`,
)

export const falseSignature = refusal<{ name: string }>(
  'note.false-signature',
  'invalid',
  ({ name }) => `签名文本上“${name}”的签名核验不符，内容或签名已被改动，不能采信。`,
  ({ name }) => `The signature of “${name}” does not fit the note: text or signature was altered. Do not rely on it.`,
)

export const malformedCheckpoint = refusal<{ where: string }>(
  'checkpoint.malformed',
  'invalid',
  ({ where }) => `存证树检查点格式不符（${where}），请向签发机构索取新的检查点。`,
  ({ where }) => `The checkpoint is malformed (${where}); ask the issuing agency for a new one.`,
)

export const foreignCheckpoint = refusal<{ origin: string; expected: string }>(
  'checkpoint.foreign',
  'invalid',
  ({ origin, expected }) => `检查点属于“${origin}”，不是“${expected}”，请核对所选的存证树。`,
  ({ origin, expected }) => `The checkpoint is of “${origin}”, not of “${expected}”; check which log was meant.`,
)

export const malformedProof = refusal<{ where: string }>(
  'proof.malformed',
  'invalid',
  ({ where }) => `存证证明文件格式不符（${where}），请使用原样下载的文件。`,
  ({ where }) => `The proof file is malformed (${where}); use the file exactly as it was downloaded.`,
)

export const falseProof = refusal<{ index: number; size: number }>(
  'proof.false',
  'invalid',
  ({ index, size }) => `证明不成立：该内容不是检查点（共 ${size} 条）中的第 ${index} 条，内容或证明已被改动。`,
  ({ index, size }) => `The proof fails: this content is not entry ${index} of the ${size} under the checkpoint.`,
)

export const malformedKey = refusal<{ where: string }>(
  'key.malformed',
  'invalid',
  ({ where }) => `密钥格式不符（${where}），请检查密钥文件。`,
  ({ where }) => `The key is malformed (${where}); check the key file.`,
)

export const noSuchEntry = refusal<{ index: number; size: number }>(
  'log.no-such-entry',
  'missing',
  ({ index, size }) => `存证树中没有第 ${index} 条：当前共 ${size} 条，编号从 0 起。`,
  ({ index, size }) => `The log has no entry ${index}: it holds ${size}, numbered from 0.`,
)
