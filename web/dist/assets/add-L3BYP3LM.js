import{C as t,F as i}from"./chunk-PVANXCRS.js";function e(){return t(i,{children:"This screen is being built."})}export{e as default};
