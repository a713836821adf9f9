import type { X509Certificate } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { streamed } from '../collection/uploaded.js'
import { Refusal } from '../kernel/refusal.js'
import type { CheckDesk } from './check-service.js'
import { checkPaper } from './check-service.js'
import { CheckAnswer, CheckRequest, FileAnswer, PaperCertificates } from './contract.js'
import { checkPaperFile, publishedCertificates } from './file-check-service.js'
import { fileTooLarge } from './refusals-signature.js'

const MEGABYTE = 1024 * 1024

/** 公开的核验页。`certificate` is the one papers are signed with now. */
export function checkRoutes(desk: CheckDesk, certificate: X509Certificate): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/api/check',
      {
        schema: {
          summary: '核验证明',
          description: '以流水号、校验码（或二维码）与证件号码末四位核验已出具的证明',
          body: CheckRequest,
          response: { 200: CheckAnswer },
        },
      },
      async ({ body, ip }, reply) => {
        reply.header('cache-control', 'no-store')
        return checkPaper(desk, body, ip)
      },
    )
    const file = {
      summary: '核验电子文件',
      description: '核对 PDF 上的数字签名，并与存根逐字节比对；文件不留存',
      consumes: ['multipart/form-data'],
      response: { 200: FileAnswer },
    }
    app.post('/api/check/file', { schema: file }, async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const most = desk.limits().fileMegabytes
      const bytes = await streamed(request, most * MEGABYTE, (parts) => gathered(parts, most))
      return checkPaperFile(desk, bytes, request.ip)
    })
    const published = { summary: '文书签名的证书', response: { 200: PaperCertificates } }
    app.get('/api/paper-certificates', { schema: published }, () => publishedCertificates(desk, certificate))
  }
}

async function gathered(parts: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const all: Buffer[] = []
  let bytes = 0
  for await (const part of parts) {
    bytes += part.length
    if (bytes > most * MEGABYTE) throw new Refusal(fileTooLarge, { most })
    all.push(part)
  }
  return Buffer.concat(all)
}
