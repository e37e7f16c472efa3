import type { DemoAccount, DemoShop } from './demo-shop.ts';

export const customer: DemoAccount = {
  email: 'hanako@example.com',
  password: 'demo-customer-password',
  displayName: '山田 花子',
};

/** The demo store: a general goods shop in Tokyo. */
export const store: DemoShop = {
  owner: { email: 'owner@store.example', password: 'demo-owner-password', displayName: '丸山 さくら' },
  staff: { email: 'staff@store.example', password: 'demo-staff-password', displayName: '小林 健' },
  shop: { name: 'まるや雑貨店', kind: 'STORE', currency: 'JPY', timezone: 'Asia/Tokyo' },
  categories: ['器', '布', '文具', '食卓'],
  products: [
    {
      name: '藍染め手ぬぐい',
      description: '注染で染めた木綿の手ぬぐい。34 × 90 cm。',
      category: '布',
      variants: [
        { name: '青海波', sku: 'TEN-SEIGAIHA', price: '1200', initialStock: 100 },
        { name: '麻の葉', sku: 'TEN-ASANOHA', price: '1200', initialStock: 80 },
      ],
    },
    {
      name: '波佐見焼 飯碗',
      description: '日々の食卓に。直径 12 cm、電子レンジ可。',
      category: '器',
      variants: [
        { name: '白', sku: 'HAS-WAN-WHITE', price: '2400', initialStock: 40 },
        { name: '呉須', sku: 'HAS-WAN-BLUE', price: '2600', initialStock: 30 },
      ],
    },
    {
      name: '南部鉄器 急須',
      description: '内側は琺瑯仕上げ。0.4 L。',
      category: '器',
      variants: [{ name: '黒', sku: 'NAN-KYUSU', price: '9800', initialStock: 12 }],
    },
    {
      name: '風呂敷 小紋',
      description: '綿 100 %。70 × 70 cm、お弁当から手土産まで。',
      category: '布',
      variants: [
        { name: '市松', sku: 'FUR-ICHIMATSU', price: '1800', initialStock: 60 },
        { name: '七宝', sku: 'FUR-SHIPPO', price: '1800', initialStock: 60 },
      ],
    },
    {
      name: '和紙の便箋と封筒',
      description: '美濃和紙。便箋 20 枚、封筒 5 枚。',
      category: '文具',
      variants: [{ name: '生成り', sku: 'WAS-BIN', price: '880', initialStock: 200 }],
    },
    {
      name: '竹の箸 二膳',
      description: '孟宗竹、拭き漆。23 cm と 21 cm。',
      category: '食卓',
      variants: [{ name: '夫婦', sku: 'TAK-HASHI', price: '1650', initialStock: 75 }],
    },
    {
      name: '限定 豆皿「月兎」',
      description: '窯元の一点物。なくなり次第終了。',
      category: '器',
      variants: [{ name: '月兎', sku: 'LIM-MAME', price: '3200', initialStock: 1 }],
    },
  ],
};
