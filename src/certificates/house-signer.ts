import { createPrivateKey, createPublicKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509'
import type { Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { cmsFrame, makeCms } from './cms.js'
import type { PaperSigner } from './paper-signer.js'
import { unfitSigningKey } from './refusals-signature.js'

const ECDSA_SHA256 = '1.2.840.10045.4.3.2'
const COMMON_NAME = '2.5.4.3'
const ORGANISATION = '2.5.4.10'
const BASIC_CONSTRAINTS = '2.5.29.19'
const KEY_USAGE = '2.5.29.15'
/** What RFC 5280 gives a certificate that has no last day. */
const NO_LAST_DAY = '9999-12-31T23:59:59Z'
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

/** 自签证书：of a P-256 key, for signing and nothing else, without a last day. `serial` is random and positive. */
export function selfSigned(
  privateKey: KeyObject,
  subject: { readonly name: string; readonly organisation: string },
  since: Instant,
  serial: Uint8Array,
): X509Certificate {
  const name = new Name([part(COMMON_NAME, subject.name), part(ORGANISATION, subject.organisation)])
  const algorithm = new AlgorithmIdentifier({ algorithm: ECDSA_SHA256 })
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    ...{ serialNumber: plain(serial), signature: algorithm, issuer: name, subject: name },
    validity: new Validity({ notBefore: new Date(since), notAfter: new Date(NO_LAST_DAY) }),
    subjectPublicKeyInfo: AsnConvert.parse(publicKey, SubjectPublicKeyInfo),
    extensions: new Extensions([
      extension(BASIC_CONSTRAINTS, new BasicConstraints({ cA: false })),
      extension(KEY_USAGE, new KeyUsage(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation)),
    ]),
  })
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), privateKey)
  const certificate = new Certificate({
    ...{ tbsCertificate, signatureAlgorithm: algorithm, signatureValue: plain(signature) },
  })
  return new X509Certificate(Buffer.from(AsnConvert.serialize(certificate)))
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

function part(type: string, text: string): RelativeDistinguishedName {
  return new RelativeDistinguishedName([
    new AttributeTypeAndValue({ type, value: new AttributeValue({ utf8String: text }) }),
  ])
}

function extension(extnID: string, value: object): Extension {
  return new Extension({ extnID, critical: true, extnValue: new OctetString(AsnConvert.serialize(value)) })
}

function plain(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
