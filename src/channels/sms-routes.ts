import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { ChannelPorts } from './ports.js'
import { CodeBody, SMS_PATHS, SmsAnswer, TopicBody } from './sms-contract.js'
import { SmsService } from './sms-service.js'

const tags = ['短信']

/** 本人的短信通知：开通、核实、停止。 */
export function smsRoutes(ports: ChannelPorts): FastifyPluginAsyncTypebox {
  const sms = new SmsService(ports)
  return async (app) => {
    const all = { tags, response: { 200: SmsAnswer } }
    app.get(SMS_PATHS.sms, { schema: { ...all, summary: '本人的短信通知' } }, async (request) =>
      sms.show(await request.actorIn('citizen')),
    )
    app.post(SMS_PATHS.code, { schema: { ...all, summary: '向登记的手机号码发验证码' } }, async (request) =>
      sms.ask(await request.actorIn('citizen')),
    )
    app.post(SMS_PATHS.confirm, { schema: { ...all, summary: '以验证码核实号码', body: CodeBody } }, async (request) =>
      sms.confirm(await request.actorIn('citizen'), request.body.code),
    )
    app.post(SMS_PATHS.topics, { schema: { ...all, summary: '选择要哪几类通知', body: TopicBody } }, async (request) =>
      sms.choose(await request.actorIn('citizen'), request.body),
    )
    app.post(SMS_PATHS.end, { schema: { ...all, summary: '停止短信通知' } }, async (request) =>
      sms.end(await request.actorIn('citizen')),
    )
  }
}
