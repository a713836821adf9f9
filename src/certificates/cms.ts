import { createHash, verify, X509Certificate } from 'node:crypto'
import { ContentInfo, SignedData } from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { Certificate } from '@peculiar/asn1-x509'
import { CONTEXT, der, INTEGER, OCTETS, oid, SEQUENCE, SET } from './der.js'

const DATA = '1.2.840.113549.1.7.1'
const SIGNED_DATA = '1.2.840.113549.1.7.2'
const CONTENT_TYPE = '1.2.840.113549.1.9.3'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.47'
const SHA256 = '2.16.840.1.101.3.4.2.1'

/** Digests that a foreign signature may have been made with. */
const DIGESTS: Readonly<Record<string, string>> = {
  [SHA256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

const ONE = der(INTEGER, Uint8Array.of(1))
const USES_SHA256 = der(SEQUENCE, oid(SHA256))
const ECDSA_SHA256 = der(SEQUENCE, oid('1.2.840.10045.4.3.2'))
const RSA_SHA256 = der(SEQUENCE, oid('1.2.840.113549.1.1.11'), Uint8Array.of(5, 0))
const CONTENT_IS_DATA = attribute(CONTENT_TYPE, oid(DATA))

/** 签名的不变部分：what is the same in every signature of one signer, made once. */
export interface CmsFrame {
  readonly issuerAndSerial: Uint8Array
  readonly algorithm: Uint8Array
  readonly certificates: Uint8Array
  readonly signingCertificate: Uint8Array
}

export function cmsFrame(own: X509Certificate, above: readonly X509Certificate[]): CmsFrame {
  const { issuer, serialNumber } = AsnConvert.parse(own.raw, Certificate).tbsCertificate
  return {
    issuerAndSerial: der(
      SEQUENCE,
      new Uint8Array(AsnConvert.serialize(issuer)),
      der(INTEGER, new Uint8Array(serialNumber)),
    ),
    algorithm: own.publicKey.asymmetricKeyType === 'rsa' ? RSA_SHA256 : ECDSA_SHA256,
    certificates: der(CONTEXT, own.raw, ...above.map(({ raw }) => raw)),
    signingCertificate: attribute(
      SIGNING_CERTIFICATE,
      der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, der(OCTETS, sha256(own.raw))))),
    ),
  }
}

/**
 * 制作签名（CMS SignedData，不含正文）。The time does not stand in it: in a PDF it stands in the signature's dictionary, which is
 * signed too. `signRaw` signs with SHA-256.
 */
export function makeCms(
  bytes: Uint8Array,
  frame: CmsFrame,
  signRaw: (attributes: Uint8Array) => Uint8Array,
): Uint8Array {
  const digest = attribute(MESSAGE_DIGEST, der(OCTETS, sha256(bytes)))
  const attributes = Buffer.concat([CONTENT_IS_DATA, frame.signingCertificate, digest].sort(Buffer.compare))
  const signature = der(OCTETS, signRaw(der(SET, attributes)))
  const { issuerAndSerial, algorithm, certificates } = frame
  const signer = der(SEQUENCE, ONE, issuerAndSerial, USES_SHA256, der(CONTEXT, attributes), algorithm, signature)
  const data = der(SEQUENCE, ONE, der(SET, USES_SHA256), der(SEQUENCE, oid(DATA)), certificates, der(SET, signer))
  return der(SEQUENCE, oid(SIGNED_DATA), der(CONTEXT, data))
}

/** 解读的签名。What is in it is claimed, not yet true: see `isSignedBy`. */
export interface ReadCms {
  readonly chain: readonly X509Certificate[]
  readonly digest: Uint8Array
  readonly algorithm: string
  readonly attributes: Uint8Array
  readonly signature: Uint8Array
  /** Nothing but what is signed, and the certificates. */
  readonly isPlain: boolean
}

/** Undefined for what cannot be read as the signature of one signer. */
export function readCms(bytes: Uint8Array): ReadCms | undefined {
  try {
    const data = AsnConvert.parse(AsnConvert.parse(bytes, ContentInfo).content, SignedData)
    const [signer] = data.signerInfos
    const signed = signer?.signedAttrs ?? []
    const digest = signed.find(({ attrType }) => attrType === MESSAGE_DIGEST)?.attrValues[0]
    const algorithm = DIGESTS[signer?.digestAlgorithm.algorithm ?? '']
    if (signer === undefined || digest === undefined || algorithm === undefined) return undefined
    const attributes = signed.map((one) => new Uint8Array(AsnConvert.serialize(one))).sort(Buffer.compare)
    return {
      chain: (data.certificates ?? []).flatMap(({ certificate }) =>
        certificate === undefined ? [] : [new X509Certificate(Buffer.from(AsnConvert.serialize(certificate)))],
      ),
      digest: new Uint8Array(AsnConvert.parse(digest, OctetString).buffer),
      ...{ algorithm, attributes: der(SET, ...attributes), signature: new Uint8Array(signer.signature.buffer) },
      isPlain: signer.unsignedAttrs === undefined && data.signerInfos.length === 1 && data.crls === undefined,
    }
  } catch {
    return undefined
  }
}

/** 签名相符：the digest is that of the bytes, and whoever holds this certificate's key signed it. */
export function isSignedBy(read: ReadCms, certificate: X509Certificate, bytes: Uint8Array): boolean {
  const { algorithm, attributes, digest, signature } = read
  if (!createHash(algorithm).update(bytes).digest().equals(digest)) return false
  try {
    return verify(algorithm, attributes, certificate.publicKey, signature)
  } catch {
    return false
  }
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return der(SEQUENCE, oid(type), der(SET, value))
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
