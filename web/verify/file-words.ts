import type { FileState } from '../../src/certificates/contract.js'
import type { Both } from '../shell/language.js'

/** 电子文件核验的话。 */
export const FILE = {
  title: { zh: '手里是电子文件（PDF）', en: 'You hold an electronic file (PDF)' },
  lead: {
    zh: '直接核对文件上的数字签名。请选收到的原件；打印后再扫描的、另存的，签名就不在了。文件只用来核对，不留存。',
    en: 'Checks the digital signature of the file itself. Choose the original: a scan or a copy saved anew has lost it. The file is checked and not kept.',
  },
  choose: { zh: '选择 PDF 文件', en: 'Choose the PDF' },
  checking: { zh: '正在核对…', en: 'Checking…' },
  signedAt: { zh: '签署时间', en: 'Signed at' },
  by: { zh: '签名证书指纹（SHA-256）', en: 'Fingerprint of the certificate (SHA-256)' },
  figures: { zh: '逐项对照纸上的数', en: 'Compare each figure with the paper' },
  certificates: { zh: '自己核对：签名证书', en: 'Check it yourself: signing certificates' },
  certificatesLead: {
    zh: '不经本页也能核对：下载证书，在 PDF 阅读器里信任它，再打开文件看签名。请先向出具机构问清指纹，与下面的对照。',
    en: 'You need not rely on this page: download the certificate, trust it in your PDF reader and open the file. Ask the agency for the fingerprint first and compare it with the one below.',
  },
  current: { zh: '现行', en: 'In use' },
  earlier: { zh: '已换下，此前签的仍可核对', en: 'Replaced; what it signed can still be checked' },
  since: { zh: '{day} 起用', en: 'In use since {day}' },
  download: { zh: '下载证书', en: 'Download the certificate' },
} as const satisfies Record<string, Both>

/** 各种结果。 */
export const FILE_STATE_NAMES: Readonly<Record<FileState, { readonly name: Both; readonly hint: Both }>> = {
  whole: {
    name: { zh: '签名完好，是本机构给出的原件', en: 'The signature is whole: this is the original' },
    hint: { zh: '文件与存根逐字节相同。', en: 'The file agrees with the register byte for byte.' },
  },
  unnumbered: {
    name: { zh: '签名完好', en: 'The signature is whole' },
    hint: {
      zh: '是本机构签署的文书，给出后没有改动；它不是有流水号的证明，没有存根可比。',
      en: 'Signed here and unchanged since. It is not a numbered paper, so there is no register entry to compare.',
    },
  },
  unregistered: {
    name: { zh: '登记中没有这一份', en: 'Not on the register' },
    hint: {
      zh: '签名相符，但登记中没有逐字节相同的一份。请不要采信，并告知出具机构。',
      en: 'The signature fits, but the register has no such file byte for byte. Do not rely on it, and tell the agency.',
    },
  },
  appended: {
    name: { zh: '签名之后又添了内容', en: 'Something was added after the signature' },
    hint: {
      zh: '原来的部分没有改动，但文件后面添了东西，所见可能不是当初的样子。请向持有人要原件。',
      en: 'The signed part is unchanged, but something stands behind it and may show other than was issued. Ask the holder for the original.',
    },
  },
  changed: {
    name: { zh: '签名已破：文件改动过', en: 'The signature is broken: the file was changed' },
    hint: {
      zh: '文件给出之后有内容被改，哪怕只是一个数。请不要采信，并向出具机构查问。',
      en: 'Something in the file was changed after it was issued, be it one digit. Do not rely on it; ask the agency.',
    },
  },
  foreign: {
    name: { zh: '不是本机构签的', en: 'Not signed here' },
    hint: {
      zh: '文件上有签名，但用的不是本机构的证书。',
      en: 'The file is signed, but not by a certificate of this agency.',
    },
  },
  unsigned: {
    name: { zh: '没有签名', en: 'No signature' },
    hint: {
      zh: '不是本机构给出的电子原件，或签名已被去掉（例如另存、打印成 PDF）。手里有纸的，请用校验码核对。',
      en: 'Not an electronic original of this agency, or the signature was lost (saved anew, printed to PDF). If you hold the paper, use its check code.',
    },
  },
}
