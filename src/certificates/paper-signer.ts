import type { X509Certificate } from 'node:crypto'
import type { Instant } from '../kernel/day.js'

/**
 * 文书签名者（端口）。Makes the detached signature that stands in a paper. The house's own keeps its key beside the other keys
 * (`house-signer.ts`); a key service, a hardware module or a signer by the national algorithm takes its place here, and says
 * by `subFilter` what a reader has to expect.
 */
export interface PaperSigner {
  /** The signer's first, then those above it. */
  readonly chain: readonly X509Certificate[]
  readonly subFilter: 'ETSI.CAdES.detached' | 'adbe.pkcs7.detached'
  /** The most bytes a signature takes: as much is kept free in the file. */
  readonly room: number
  /** DER of the CMS SignedData over these bytes. */
  sign(bytes: Uint8Array): Promise<Uint8Array>
}

/** 签名所载：who signs, for which paper and when. */
export interface SignatureNote {
  readonly signer: string
  /** 流水号, of a numbered paper. */
  readonly serial?: string
  readonly at: Instant
}
