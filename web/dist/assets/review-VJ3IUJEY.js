import{E as e,H as i}from"./chunk-2RGQVXJY.js";function t(){return e(i,{children:"This screen is being built."})}export{t as default};
