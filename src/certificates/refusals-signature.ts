import { refusal } from '../kernel/refusal.js'

/** 文书签名与电子文件核验的不予办理情形。 */
export const unfitSigningKey = refusal<object>(
  'paper.signing-key',
  'conflict',
  () =>
    '文书签名的证书文件读不出，或口令不对，或密钥与证书不是一对。须为 PEM：先是证书及其上级，后是私钥；密钥为 P-256 或 2048 至 4096 位的 RSA。',
  () =>
    'The file of the signing certificate cannot be read, its password is wrong, or key and certificate are no pair. It must be PEM: the certificate and those above it, then the private key; P-256, or RSA of 2048 to 4096 bits.',
)

export const notPdf = refusal<object>(
  'paper.file-not-pdf',
  'invalid',
  () => '这不是 PDF 文件。请选择收到的那份 PDF 原件，不要用照片、截图或另存的文件。',
  () => 'This is no PDF. Choose the PDF as you received it, not a photo, a screenshot or a copy saved anew.',
)

export const fileTooLarge = refusal<{ most: number }>(
  'paper.file-too-large',
  'invalid',
  ({ most }) => `文件超过 ${most} 兆字节，本机构出具的证明没有这样大的。请核对所选的文件。`,
  ({ most }) => `The file is larger than ${most} MB; no paper issued here is. Check which file you chose.`,
)

export const encryptedFile = refusal<object>(
  'paper.file-encrypted',
  'invalid',
  () => '文件加了密码，无从核验；本机构出具的 PDF 都不加密。请选择收到的原件。',
  () => 'The file is encrypted and cannot be verified; papers issued here never are. Choose the original.',
)

export const tooManyFiles = refusal<object>(
  'paper.too-many-checks',
  'denied',
  () => '核验得太频繁，请过一分钟再试。',
  () => 'Too many checks from here; please try again in a minute.',
)
