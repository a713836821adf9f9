import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
import { Refusal } from '../kernel/refusal.js'
import { cmsFrame, makeCms } from './cms.js'
import type { PaperSigner } from './paper-signer.js'
import { unfitSigningKey } from './refusals-signature.js'

/** What a signature takes beside its certificates, and the longest RSA signature that is let in. */
const BESIDES = 700
const LONGEST_RSA = 4096

/** 本机构的签名者：a software key, ECDSA on P-256 or RSA, with SHA-256. Refuses a key that does not fit its certificate. */
export function houseSigner(privateKey: KeyObject, chain: readonly X509Certificate[]): PaperSigner {
  const [own] = chain
  if (own === undefined || !own.checkPrivateKey(privateKey) || !isKnownKind(privateKey))
    throw new Refusal(unfitSigningKey, {})
  const frame = cmsFrame(own, chain.slice(1))
  const room = chain.reduce((bytes, { raw }) => bytes + raw.length, BESIDES)
  return {
    ...{ chain, subFilter: 'ETSI.CAdES.detached' },
    room: room + (privateKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8,
    sign: async (bytes) => makeCms(bytes, frame, (attributes) => sign('sha256', attributes, privateKey)),
  }
}

function isKnownKind({ asymmetricKeyType: kind, asymmetricKeyDetails: about }: KeyObject): boolean {
  if (kind === 'rsa') return (about?.modulusLength ?? 0) >= 2048 && (about?.modulusLength ?? 0) <= LONGEST_RSA
  return kind === 'ec' && about?.namedCurve === 'prime256v1'
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** 外来的签名证书：a PEM file with the certificate, those above it, and the key under a password. Refuses what does not read. */
export function signerFrom(pem: string, password: string): PaperSigner {
  try {
    const chain = (pem.match(CERTIFICATE) ?? []).map((one) => new X509Certificate(one))
    return houseSigner(createPrivateKey({ key: keyOf(pem), passphrase: password }), chain)
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(unfitSigningKey, {})
  }
}

/** node:crypto takes the first block of a file for the key, whatever it is. */
function keyOf(pem: string): string {
  return /-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]+?-----END \1-----/.exec(pem)?.[0] ?? ''
}
