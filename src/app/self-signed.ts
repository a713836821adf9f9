import { createPublicKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
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

const ECDSA_SHA256 = '1.2.840.10045.4.3.2'
const COMMON_NAME = '2.5.4.3'
const ORGANISATION = '2.5.4.10'
const BASIC_CONSTRAINTS = '2.5.29.19'
const KEY_USAGE = '2.5.29.15'
/** What RFC 5280 gives a certificate that has no last day. */
const NO_LAST_DAY = '9999-12-31T23:59:59Z'

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
